//! What the derives emit alike for every structured type, as macros: the compiler expands these faster than a derive, which
//! runs unoptimised, can hand over their tokens.
//!
//! `__odata` is how emitted code names the hidden module of the runtime. `$named` is a statement that names what an
//! error has reported already, so that it is not reported again.

/// The impls that every patch has.
#[doc(hidden)]
#[macro_export]
macro_rules! __patch_impls {
    (($($generics:tt)*) ($($patch:tt)*) ($($bounds:tt)*) ($($named:tt)*) ($($de:tt)*)) => {
        #[automatically_derived]
        impl $($de)* __odata::Deserialize<'de> for $($patch)* $($bounds)* {
            #[inline]
            fn deserialize<__D: __odata::Deserializer<'de>>(d: __D) -> __odata::Result<Self, __D::Error> {
                $($named)*
                __odata::deserialize_patch(d)
            }
        }
        #[automatically_derived]
        impl $($generics)* __odata::Clone for $($patch)* $($bounds)* {
            #[inline]
            fn clone(&self) -> Self {
                $($named)*
                __odata::patch_clone(self)
            }
        }
        #[automatically_derived]
        impl $($generics)* __odata::PartialEq for $($patch)* $($bounds)* {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                __odata::patch_eq(self, other)
            }
        }
        #[automatically_derived]
        impl $($generics)* __odata::Debug for $($patch)* $($bounds)* {
            #[inline]
            fn fmt(&self, f: &mut __odata::Formatter<'_>) -> __odata::fmt::Result {
                __odata::patch_debug(self, f)
            }
        }
        #[automatically_derived]
        impl $($generics)* __odata::Serialize for $($patch)* $($bounds)* {
            #[inline]
            fn serialize<__S: __odata::Serializer>(&self, s: __S) -> __odata::Result<__S::Ok, __S::Error> {
                __odata::patch_serialize(self, s)
            }
        }
    };
}

/// `is_empty` of a patch.
#[doc(hidden)]
#[macro_export]
macro_rules! __patch_is_empty {
    (($($vis:tt)*)) => {
        /// Whether nothing changes, so that there is nothing to send.
        #[must_use = "this only looks at the patch"]
        #[inline]
        $($vis)* fn is_empty(&self) -> bool {
            __odata::Patch::is_empty(self)
        }
    };
}

/// `merge` of a patch.
#[doc(hidden)]
#[macro_export]
macro_rules! __patch_merge {
    ($vis:vis ($($named:tt)*)) => {
        /// Takes over what `other` changes; where both change a property, `other` wins.
        #[inline]
        $vis fn merge(&mut self, other: Self) {
            $($named)*
            __odata::Patch::merge(self, other);
        }
    };
}

/// The functions that every structured type has; `$patch` is the patch type, by the name that users know it by.
#[doc(hidden)]
#[macro_export]
macro_rules! __structured_functions {
    ($vis:vis ($($named:tt)*) ($($patch:tt)*) $(#[$attr:meta])*) => {
        $(#[$attr])*
        #[inline]
        $vis fn patch() -> $($patch)* {
            $($named)*
            __odata::Default::default()
        }
        /// A patch with every writable property that is present; what is `None`, as it was not selected or is null, is not in it.
        #[inline]
        $vis fn to_patch(&self) -> $($patch)* {
            $($named)*
            __odata::to_patch(self)
        }
        /// The patch that makes `after` of `self`.
        ///
        /// Never fails: a difference that a patch cannot express (a changed key, read-only or immutable property, a
        /// changed entity of `navigation(deep)`, a non-nullable property that is gone) stays noted in it and is an
        /// error naming the property when the request is built. Values compare by their written form.
        ///
        /// **Both sides must have been read with the same properties.** A field that is `None` in `after` and not in `self` is sent
        /// as null, whether it is null there or was left out by `$select`: the full entity and a partly selected one differ in
        /// everything that was not selected. So select the same on both sides; or edit a clone of what was read, and send the
        /// difference to that; or send what a partly filled value has, by `to_patch`.
        ///
        /// Not compared: fields of plain `navigation`, whose entities have their own paths; annotations that are only
        /// read (an entity tag differs from answer to answer); streams; `skip`.
        #[inline]
        $vis fn diff(&self, after: &Self) -> $($patch)* {
            $($named)*
            __odata::diff(self, after)
        }
    };
    // A type that is read by the derive.
    ($vis:vis ($($named:tt)*) ($($patch:tt)*) apply $(#[$attr:meta])*) => {
        __odata::structured_functions!($vis ($($named)*) ($($patch)*) $(#[$attr])*);
        /// Reads JSON into the value: members that the JSON does not have stay as they are. Takes JSON text or bytes, a
        /// `serde_json::Value`, and a reference to a patch, for what a PATCH that was answered with 204 did.
        ///
        /// A complex value is replaced, unless the field or its type is marked `#[odata(merge)]`.
        ///
        /// # Errors
        ///
        /// JSON that is no object of the type, with the path of the property; the members before it are changed.
        #[inline]
        $vis fn apply(&mut self, json: impl __odata::AppliedJson) -> __odata::Result<(), __odata::ReadError> {
            __odata::apply(self, json)
        }
    };
}

/// What lets a type be read by serde, too: it has its reader.
#[doc(hidden)]
#[macro_export]
macro_rules! __readable {
    (($($de:tt)*) ($($ty:tt)*) ($($bounds:tt)*)) => {
        #[automatically_derived]
        impl $($de)* __odata::Deserialize<'de> for $($ty)* $($bounds)* {
            #[inline]
            fn deserialize<__D: __odata::Deserializer<'de>>(d: __D) -> __odata::Result<Self, __D::Error> {
                __odata::deserialize(d)
            }
        }
    };
}

/// The reader of a type that serde's derive reads (`deserialize = false`).
#[doc(hidden)]
#[macro_export]
macro_rules! __by_serde {
    (($($generics:tt)*) ($($ty:tt)*) ($($bounds:tt)*)) => {
        #[automatically_derived]
        impl $($generics)* __odata::Readable for $($ty)* $($bounds)* {
            type Leads = Self;
            #[inline]
            fn read(from: &mut __odata::JsonReader<'_>) -> __odata::Result<Self, __odata::ReadError> {
                <Self as __odata::ReadBySerde>::read_by_serde(from)
            }
        }
    };
}

/// `apply` of a union.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_apply {
    (($($vis:tt)*)) => {
        /// Reads JSON into the value: members that the JSON does not have stay as they are.
        ///
        /// # Errors
        ///
        /// JSON that is no object, or one of another type than the value; the members before an error are changed.
        #[inline]
        $($vis)* fn apply(&mut self, json: impl __odata::AppliedJson) -> __odata::Result<(), __odata::ReadError> {
            __odata::apply(self, json)
        }
    };
}

/// The functions that only an entity has; without `to_create` that of an abstract one, of which there are no instances.
#[doc(hidden)]
#[macro_export]
macro_rules! __entity_functions {
    ($vis:vis ($($named:tt)*) ($($patch:tt)*)) => {
        /// Like [`diff`](Self::diff), but drops the differences that a patch cannot express: changed keys, read-only
        /// and immutable properties, entities of `navigation(deep)`, non-nullable properties that are gone.
        #[inline]
        $vis fn diff_lossy(&self, after: &Self) -> $($patch)* {
            $($named)*
            __odata::diff_lossy(self, after)
        }
    };
    // Of an abstract type: by its alias the method is what the compiler proposes for `to_create`.
    ($vis:vis ($($named:tt)*) ($($patch:tt)*) abstract) => {
        __odata::entity_functions!($vis ($($named)*) ($($patch)*));
        #[doc(hidden)]
        #[doc(alias = "to_create")]
        #[allow(dead_code, reason = "the compiler proposes it where `to_create` is missing, and nobody calls it")]
        $vis fn no_entity_of_an_abstract_type_is_created_but_of_a_derived_type(&self) {}
    };
    ($vis:vis ($($named:tt)*) ($($patch:tt)*) to_create) => {
        __odata::entity_functions!($vis ($($named)*) ($($patch)*));
        /// The body of a POST that creates this entity: no absent and no read-only property, the key only if the client
        /// chooses it. It can bind navigation properties: `to_create().bind(…)`.
        #[inline]
        $vis fn to_create(&self) -> __odata::CreateBody<'_, Self> {
            __odata::CreateBody::new(self)
        }
    };
}

/// A complex type as a value, and what lets a setter take a patch of it. `$id` is the number made of the type's name `$name`,
/// `$part` the type of a part of it, where an error about a type that is not `Clone` is to be.
#[doc(hidden)]
#[macro_export]
macro_rules! __complex_value_by_serde {
    ($($arguments:tt)*) => {
        __odata::complex_value! {
            $($arguments)*
            #[inline]
            fn placeholder() -> Self {
                __odata::no_placeholder()
            }
            const HAS_PLACEHOLDER: bool = false;
            #[inline]
            fn read_json(from: &mut __odata::JsonReader<'_>) -> __odata::Result<Self, __odata::ReadError> {
                <Self as __odata::ReadBySerde>::read_by_serde(from)
            }
        }
    };
}

/// The same of a type that serde's derive does not read.
#[doc(hidden)]
#[macro_export]
macro_rules! __complex_value {
    (($($generics:tt)*) ($($ty:tt)*) ($($patch:tt)*) ($($bounds:tt)*) ($($part:tt)*) $id:literal $name:literal) => {
        __odata::complex_value! {
            ($($generics)*) ($($ty)*) ($($patch)*) ($($bounds)*) ($($part)*) $id $name
            #[inline]
            fn placeholder() -> Self {
                __odata::Members::absent()
            }
            #[inline]
            fn read_json(from: &mut __odata::JsonReader<'_>) -> __odata::Result<Self, __odata::ReadError> {
                __odata::complex_read(from)
            }
            #[inline]
            fn apply_json(&mut self, from: &mut __odata::JsonReader<'_>, merge: bool) -> __odata::Result<(), __odata::ReadError> {
                __odata::complex_apply(self, from, merge)
            }
        }
    };
    (($($generics:tt)*) ($($ty:tt)*) ($($patch:tt)*) ($($bounds:tt)*) ($($part:tt)*) $id:literal $name:literal $($read:tt)*) => {
        #[automatically_derived]
        impl $($generics)* __odata::EdmValue for $($ty)* $($bounds)* {
            type Body = $($part)*;
            type Whole = Self;
            // The name as text: from `Typed::TYPE`, all of what is known of the type would be evaluated where a schema is checked.
            const EDM: __odata::EdmType = __odata::EdmType::derived($name, __odata::EdmKind::Complex, $id);
            #[inline]
            fn into_body(self) -> __odata::Part<Self> {
                __odata::Part::Whole(self)
            }
            $($read)*
            #[inline]
            fn write_json(&self, out: &mut __odata::JsonWriter) {
                __odata::complex_write(self, out)
            }
            #[inline]
            fn changed(&self, after: &Self, detail: __odata::Detail) -> __odata::Option<__odata::Part<Self>> {
                __odata::complex_changed(self, after, detail)
            }
        }
        #[automatically_derived]
        impl $($generics)* __odata::IntoChange<$($ty)*, __odata::Change<__odata::Part<$($ty)*>>>
            for $($patch)* $($bounds)*
        {
            #[inline]
            fn into_change(self) -> __odata::Change<__odata::Part<$($ty)*>> {
                __odata::Change::Set(__odata::Part::Patch(self))
            }
        }
        #[automatically_derived]
        impl $($generics)* __odata::IntoNonNull<$($ty)*, __odata::NonNullChange<__odata::Part<$($ty)*>>>
            for $($patch)* $($bounds)*
        {
            #[inline]
            fn into_non_null(self) -> __odata::NonNullChange<__odata::Part<$($ty)*>> {
                __odata::NonNullChange::Set(__odata::Part::Patch(self))
            }
        }
    };
}

// The names of `__readable` and `__enum_member` are what the compiler shows where a derive of serde is beside ours.
pub use {
    __by_serde as by_serde_impls, __complex_value as complex_value,
    __complex_value_by_serde as complex_value_by_serde, __entity_functions as entity_functions,
    __patch_impls as patch_impls, __patch_is_empty as patch_is_empty, __patch_merge as patch_merge,
    __readable as drop_serdes_derive_of_Deserialize,
    __readable as drop_serdes_derive_of_Deserialize_or_add_odata_deserialize_false,
    __structured_functions as structured_functions, __union_apply as union_apply,
};
