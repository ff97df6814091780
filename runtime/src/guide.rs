//! The guide: one short page for each task.
//!
//! | you want to | page |
//! |---|---|
//! | see everything on one page | [tour] |
//! | do one of thirty tasks of Graph and Intune by name | [cookbook] |
//! | change some properties, set null | [patches] |
//! | read, all or in part; derived types | [reading] |
//! | reach an entity; keys with odd characters | [paths] |
//! | filter, select, expand, sort, count | [queries] |
//! | follow, add and remove relationships; `$ref`, bind | [navigation] |
//! | call actions and functions | [operations] |
//! | send many requests | [batch] |
//! | fetch and send bytes: streams, ranges, upload sessions | [bytes](mod@bytes) |
//! | keep a local copy in step with changes | [delta](crate::delta) |
//! | wait for work that takes long | [long_work] |
//! | handle errors, retries, conflicts | [errors] |
//! | get a token | [authentication] |
//! | test your code | [testing] |
//! | check your types against the service | [schema] |
//! | have your types written for you | [scaffolding] |
//! | talk to Dataverse, Business Central, SAP, Redfish, any OData service | [services] |
//! | come from `json!` or a generated SDK | [migrating] |
//! | keep builds fast | [builds] |
//! | find an answer | [questions] |
//!
//! The whole reference of the attributes is at the derives: [`Entity`](derive@crate::Entity), [`ComplexType`](derive@crate::ComplexType),
//! [`EnumType`](derive@crate::EnumType), [`Action`](derive@crate::Action), [`Function`](derive@crate::Function),
//! [`Projection`](derive@crate::Projection), [`EdmValue`](derive@crate::EdmValue).

macro_rules! pages {
    ($($page:ident)+) => {$(
        #[doc = include_str!(concat!("../docs/guide/", stringify!($page), ".md"))]
        pub mod $page {}
    )+};
}

pages! {
    tour patches reading paths queries navigation operations batch bytes long_work errors authentication testing schema scaffolding services migrating builds
    questions
}

// What the search of rustdoc finds tasks by: their names, and the words of the cookbook's table.
macro_rules! tasks {
    ($($name:ident $title:literal $anchor:literal $($word:literal)+;)+) => {$(
        #[doc = concat!("[", $title, "](crate::guide::cookbook#", $anchor, ")", $(", ", $word),+)]
        #[doc(alias($($word),+))]
        pub mod $name {}
    )+};
}

// Its code is compiled and run where its types are, in the example library: a test of this crate without features has no client.
#[cfg_attr(not(doctest), doc = include_str!("../docs/guide/cookbook.md"))]
pub mod cookbook {
    tasks! {
        list_devices "List devices" "list-devices" "list devices" "all pages";
        find_devices_that_are_not_compliant "Find devices that are not compliant" "find-devices-that-are-not-compliant" "filter" "noncompliant devices";
        count_devices "Count devices" "count-devices" "count" "how many";
        get_one_device "Get one device" "get-one-device" "get" "read" "by id";
        get_a_device_that_may_be_gone "Get a device that may be gone" "get-a-device-that-may-be-gone" "404" "not found" "optional";
        rename_a_device "Rename a device" "rename-a-device" "rename" "update" "PATCH";
        clear_a_property "Clear a property" "clear-a-property" "null" "remove a value" "clear notes";
        send_only_what_changed "Send only what changed" "send-only-what-changed" "diff" "difference" "edit a copy";
        read_only_some_properties "Read only some properties" "read-only-some-properties" "select" "$select" "fewer fields";
        wipe_a_device "Wipe a device" "wipe-a-device" "wipe" "action" "factory reset";
        sync_a_device "Sync a device" "sync-a-device" "sync" "check in" "action without parameters";
        update_many_devices "Update many devices" "update-many-devices" "bulk" "many updates" "thousands";
        send_several_requests_in_one "Send several requests in one" "send-several-requests-in-one" "batch" "$batch";
        list_compliance_policies_of_all_types "List compliance policies of all types" "list-compliance-policies-of-all-types" "polymorphic" "union" "derived types";
        create_a_compliance_policy "Create a compliance policy" "create-a-compliance-policy" "create" "POST" "deep insert" "scheduled actions";
        assign_a_policy_to_a_group "Assign a policy to a group" "assign-a-policy-to-a-group" "assign" "assignment" "group target";
        find_app_configurations_that_failed "Find app configurations that failed" "find-app-configurations-that-failed" "app configuration" "device status";
        update_a_device_status "Update a device status" "update-a-device-status" "device status" "the documented call";
        create_a_user "Create a user" "create-a-user" "create user" "new account";
        find_users_by_name_or_department "Find users by name or department" "find-users-by-name-or-department" "search users" "starts with" "filter";
        disable_an_account "Disable an account" "disable-an-account" "disable" "block sign-in";
        set_the_manager_of_a_user "Set the manager of a user" "set-the-manager-of-a-user" "manager" "set reference" "$ref";
        remove_the_manager_of_a_user "Remove the manager of a user" "remove-the-manager-of-a-user" "clear reference" "delete manager";
        list_the_members_of_a_group "List the members of a group" "list-the-members-of-a-group" "members" "group membership";
        add_a_user_to_a_group "Add a user to a group" "add-a-user-to-a-group" "add member" "$ref";
        add_500_users_to_a_group "Add 500 users to a group" "add-500-users-to-a-group" "add many members" "bulk" "group";
        remove_a_user_from_a_group "Remove a user from a group" "remove-a-user-from-a-group" "remove member" "without deleting the user";
        follow_changes_of_users "Follow changes of users" "follow-changes-of-users" "delta" "track changes" "sync";
        get_the_photo_of_a_user "Get the photo of a user" "get-the-photo-of-a-user" "photo" "download" "bytes" "$value";
        set_the_photo_of_a_user "Set the photo of a user" "set-the-photo-of-a-user" "upload" "photo" "PUT bytes";
        export_a_report "Export a report" "export-a-report" "export job" "report" "poll until done";
        upload_the_content_of_an_app "Upload the content of an app" "upload-the-content-of-an-app" "Win32 app" "intunewin" "azureStorageUri" "blocks";
        call_something_that_no_struct_was_written_for "Call something that no struct was written for" "call-something-that-no-struct-was-written-for" "any call" "raw request" "json";
        see_what_is_sent "See what is sent" "see-what-is-sent" "debug" "explain" "curl" "log";
        update_only_if_nobody_else_did "Update only if nobody else did" "update-only-if-nobody-else-did" "etag" "If-Match" "conflict" "optimistic concurrency";
    }
}
