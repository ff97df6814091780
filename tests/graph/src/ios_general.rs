//! Restrictions of iOS devices: 135 properties in one type.

use odata_entity::{Entity, EnumType};

use crate::app_lists::{AppListItem, AppListType, IosNetworkUsageRule};
use crate::configurations::DeviceConfiguration;
use crate::media_ratings::{
    MediaContentRatingJapan, MediaContentRatingNewZealand, MediaContentRatingUnitedKingdom,
    MediaContentRatingUnitedStates, RatingAppsType,
};
use crate::ratings_abroad::{
    MediaContentRatingAustralia, MediaContentRatingCanada, MediaContentRatingFrance,
    MediaContentRatingGermany, MediaContentRatingIreland,
};

/// Restrictions of iOS devices.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.iosGeneralDeviceConfiguration",
    path = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct IosGeneralDeviceConfiguration {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceConfiguration,
    #[odata(non_nullable)]
    pub account_block_modification: Option<bool>,
    #[odata(non_nullable)]
    pub activation_lock_allow_when_supervised: Option<bool>,
    #[odata(non_nullable)]
    pub air_drop_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub air_drop_force_unmanaged_drop_target: Option<bool>,
    #[odata(non_nullable)]
    pub air_play_force_pairing_password_for_outgoing_requests: Option<bool>,
    #[odata(non_nullable)]
    pub apple_watch_block_pairing: Option<bool>,
    #[odata(non_nullable)]
    pub apple_watch_force_wrist_detection: Option<bool>,
    #[odata(non_nullable)]
    pub apple_news_blocked: Option<bool>,
    pub apps_single_app_mode_list: Option<Vec<AppListItem>>,
    pub apps_visibility_list: Option<Vec<AppListItem>>,
    #[odata(non_nullable)]
    pub apps_visibility_list_type: Option<AppListType>,
    #[odata(non_nullable)]
    pub app_store_block_automatic_downloads: Option<bool>,
    #[odata(non_nullable)]
    pub app_store_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub app_store_block_in_app_purchases: Option<bool>,
    #[serde(rename = "appStoreBlockUIAppInstallation")]
    #[odata(non_nullable)]
    pub app_store_block_ui_app_installation: Option<bool>,
    #[odata(non_nullable)]
    pub app_store_require_password: Option<bool>,
    #[odata(non_nullable)]
    pub bluetooth_block_modification: Option<bool>,
    #[odata(non_nullable)]
    pub camera_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub cellular_block_data_roaming: Option<bool>,
    #[odata(non_nullable)]
    pub cellular_block_global_background_fetch_while_roaming: Option<bool>,
    #[odata(non_nullable)]
    pub cellular_block_per_app_data_modification: Option<bool>,
    #[odata(non_nullable)]
    pub cellular_block_personal_hotspot: Option<bool>,
    #[odata(non_nullable)]
    pub cellular_block_voice_roaming: Option<bool>,
    #[odata(non_nullable)]
    pub certificates_block_untrusted_tls_certificates: Option<bool>,
    #[odata(non_nullable)]
    pub classroom_app_block_remote_screen_observation: Option<bool>,
    #[odata(non_nullable)]
    pub classroom_app_force_unprompted_screen_observation: Option<bool>,
    pub compliant_apps_list: Option<Vec<AppListItem>>,
    #[odata(non_nullable)]
    pub compliant_app_list_type: Option<AppListType>,
    #[odata(non_nullable)]
    pub configuration_profile_block_changes: Option<bool>,
    #[odata(non_nullable)]
    pub definition_lookup_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub device_block_enable_restrictions: Option<bool>,
    #[odata(non_nullable)]
    pub device_block_erase_content_and_settings: Option<bool>,
    #[odata(non_nullable)]
    pub device_block_name_modification: Option<bool>,
    #[odata(non_nullable)]
    pub diagnostic_data_block_submission: Option<bool>,
    #[odata(non_nullable)]
    pub diagnostic_data_block_submission_modification: Option<bool>,
    #[odata(non_nullable)]
    pub documents_block_managed_documents_in_unmanaged_apps: Option<bool>,
    #[odata(non_nullable)]
    pub documents_block_unmanaged_documents_in_managed_apps: Option<bool>,
    pub email_in_domain_suffixes: Option<Vec<String>>,
    #[odata(non_nullable)]
    pub enterprise_app_block_trust: Option<bool>,
    #[odata(non_nullable)]
    pub enterprise_app_block_trust_modification: Option<bool>,
    #[odata(non_nullable)]
    pub face_time_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub find_my_friends_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub gaming_block_game_center_friends: Option<bool>,
    #[odata(non_nullable)]
    pub gaming_block_multiplayer: Option<bool>,
    #[odata(non_nullable)]
    pub game_center_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub host_pairing_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub i_books_store_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub i_books_store_block_erotica: Option<bool>,
    #[odata(non_nullable)]
    pub i_cloud_block_activity_continuation: Option<bool>,
    #[odata(non_nullable)]
    pub i_cloud_block_backup: Option<bool>,
    #[odata(non_nullable)]
    pub i_cloud_block_document_sync: Option<bool>,
    #[odata(non_nullable)]
    pub i_cloud_block_managed_apps_sync: Option<bool>,
    #[odata(non_nullable)]
    pub i_cloud_block_photo_library: Option<bool>,
    #[odata(non_nullable)]
    pub i_cloud_block_photo_stream_sync: Option<bool>,
    #[odata(non_nullable)]
    pub i_cloud_block_shared_photo_stream: Option<bool>,
    #[odata(non_nullable)]
    pub i_cloud_require_encrypted_backup: Option<bool>,
    #[odata(non_nullable)]
    pub i_tunes_block_explicit_content: Option<bool>,
    #[odata(non_nullable)]
    pub i_tunes_block_music_service: Option<bool>,
    #[odata(non_nullable)]
    pub i_tunes_block_radio: Option<bool>,
    #[odata(non_nullable)]
    pub keyboard_block_auto_correct: Option<bool>,
    #[odata(non_nullable)]
    pub keyboard_block_dictation: Option<bool>,
    #[odata(non_nullable)]
    pub keyboard_block_predictive: Option<bool>,
    #[odata(non_nullable)]
    pub keyboard_block_shortcuts: Option<bool>,
    #[odata(non_nullable)]
    pub keyboard_block_spell_check: Option<bool>,
    #[odata(non_nullable)]
    pub kiosk_mode_allow_assistive_speak: Option<bool>,
    #[odata(non_nullable)]
    pub kiosk_mode_allow_assistive_touch_settings: Option<bool>,
    #[odata(non_nullable)]
    pub kiosk_mode_allow_auto_lock: Option<bool>,
    #[odata(non_nullable)]
    pub kiosk_mode_allow_color_inversion_settings: Option<bool>,
    #[odata(non_nullable)]
    pub kiosk_mode_allow_ringer_switch: Option<bool>,
    #[odata(non_nullable)]
    pub kiosk_mode_allow_screen_rotation: Option<bool>,
    #[odata(non_nullable)]
    pub kiosk_mode_allow_sleep_button: Option<bool>,
    #[odata(non_nullable)]
    pub kiosk_mode_allow_touchscreen: Option<bool>,
    #[odata(non_nullable)]
    pub kiosk_mode_allow_voice_over_settings: Option<bool>,
    #[odata(non_nullable)]
    pub kiosk_mode_allow_volume_buttons: Option<bool>,
    #[odata(non_nullable)]
    pub kiosk_mode_allow_zoom_settings: Option<bool>,
    pub kiosk_mode_app_store_url: Option<String>,
    pub kiosk_mode_built_in_app_id: Option<String>,
    #[odata(non_nullable)]
    pub kiosk_mode_require_assistive_touch: Option<bool>,
    #[odata(non_nullable)]
    pub kiosk_mode_require_color_inversion: Option<bool>,
    #[odata(non_nullable)]
    pub kiosk_mode_require_mono_audio: Option<bool>,
    #[odata(non_nullable)]
    pub kiosk_mode_require_voice_over: Option<bool>,
    #[odata(non_nullable)]
    pub kiosk_mode_require_zoom: Option<bool>,
    pub kiosk_mode_managed_app_id: Option<String>,
    #[odata(non_nullable)]
    pub lock_screen_block_control_center: Option<bool>,
    #[odata(non_nullable)]
    pub lock_screen_block_notification_view: Option<bool>,
    #[odata(non_nullable)]
    pub lock_screen_block_passbook: Option<bool>,
    #[odata(non_nullable)]
    pub lock_screen_block_today_view: Option<bool>,
    pub media_content_rating_australia: Option<MediaContentRatingAustralia>,
    pub media_content_rating_canada: Option<MediaContentRatingCanada>,
    pub media_content_rating_france: Option<MediaContentRatingFrance>,
    pub media_content_rating_germany: Option<MediaContentRatingGermany>,
    pub media_content_rating_ireland: Option<MediaContentRatingIreland>,
    pub media_content_rating_japan: Option<MediaContentRatingJapan>,
    pub media_content_rating_new_zealand: Option<MediaContentRatingNewZealand>,
    pub media_content_rating_united_kingdom: Option<MediaContentRatingUnitedKingdom>,
    pub media_content_rating_united_states: Option<MediaContentRatingUnitedStates>,
    pub network_usage_rules: Option<Vec<IosNetworkUsageRule>>,
    #[odata(non_nullable)]
    pub media_content_rating_apps: Option<RatingAppsType>,
    #[odata(non_nullable)]
    pub messages_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub notifications_block_settings_modification: Option<bool>,
    #[odata(non_nullable)]
    pub passcode_block_fingerprint_unlock: Option<bool>,
    #[odata(non_nullable)]
    pub passcode_block_fingerprint_modification: Option<bool>,
    #[odata(non_nullable)]
    pub passcode_block_modification: Option<bool>,
    #[odata(non_nullable)]
    pub passcode_block_simple: Option<bool>,
    /// From 1 to 65 535.
    pub passcode_expiration_days: Option<i32>,
    /// From 4 to 14.
    pub passcode_minimum_length: Option<i32>,
    pub passcode_minutes_of_inactivity_before_lock: Option<i32>,
    pub passcode_minutes_of_inactivity_before_screen_timeout: Option<i32>,
    /// From 0 to 4.
    pub passcode_minimum_character_set_count: Option<i32>,
    /// From 1 to 24.
    pub passcode_previous_passcode_block_count: Option<i32>,
    /// From 2 to 11.
    pub passcode_sign_in_failure_count_before_wipe: Option<i32>,
    #[odata(non_nullable)]
    pub passcode_required_type: Option<RequiredPasswordType>,
    #[odata(non_nullable)]
    pub passcode_required: Option<bool>,
    #[odata(non_nullable)]
    pub podcasts_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub safari_block_autofill: Option<bool>,
    #[odata(non_nullable)]
    pub safari_block_java_script: Option<bool>,
    #[odata(non_nullable)]
    pub safari_block_popups: Option<bool>,
    #[odata(non_nullable)]
    pub safari_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub safari_cookie_settings: Option<WebBrowserCookieSettings>,
    pub safari_managed_domains: Option<Vec<String>>,
    pub safari_password_auto_fill_domains: Option<Vec<String>>,
    #[odata(non_nullable)]
    pub safari_require_fraud_warning: Option<bool>,
    #[odata(non_nullable)]
    pub screen_capture_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub siri_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub siri_blocked_when_locked: Option<bool>,
    #[odata(non_nullable)]
    pub siri_block_user_generated_content: Option<bool>,
    #[odata(non_nullable)]
    pub siri_require_profanity_filter: Option<bool>,
    #[odata(non_nullable)]
    pub spotlight_block_internet_results: Option<bool>,
    #[odata(non_nullable)]
    pub voice_dialing_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub wallpaper_block_modification: Option<bool>,
    #[odata(non_nullable)]
    pub wi_fi_connect_only_to_configured_networks: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.requiredPasswordType")]
pub enum RequiredPasswordType {
    DeviceDefault,
    Alphanumeric,
    Numeric,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.webBrowserCookieSettings")]
pub enum WebBrowserCookieSettings {
    BrowserDefault,
    BlockAlways,
    AllowCurrentWebSite,
    AllowFromWebsitesVisited,
    AllowAlways,
    #[odata(other)]
    Other(String),
}
