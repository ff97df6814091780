//! [`Forms`]: how a service wants what OData can write in more than one way.

/// How a service wants what OData can write in more than one way; part of its [`Profile`](crate::Profile).
///
/// ```
/// use odata_entity::profile::Profile;
/// use odata_entity::query::Forms;
///
/// let mut forms = Forms::standard();
/// // The service knows OData 4.0 only: `is_in` becomes `(name eq 'a' or name eq 'b')`.
/// forms.in_operator = false;
/// let profile = Profile::odata().forms(forms);
/// assert!(!profile.forms.in_operator);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Forms {
    /// Whether `is_in` is `name in ('a','b')`; else it is `(name eq 'a' or name eq 'b')`. The operator came with OData 4.01
    /// ([URL Conventions 4.01, 5.1.1.1.10](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_In)).
    pub in_operator: bool,
    /// Whether members of enumeration types are written without the type: `'error'` for `n.state'error'`. Version 4.01 has both,
    /// 4.0 the qualified form only
    /// ([URL Conventions 4.01, 5.1.1.14.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_PrimitiveLiterals)).
    pub bare_enum_members: bool,
    /// Whether type names are in quotes where a function takes one: `isof('microsoft.graph.user')`. Microsoft Graph documents
    /// them so, the standard does not.
    pub quoted_type_names: bool,
}

impl Forms {
    /// As the standard has it.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn standard() -> Self {
        Self {
            in_operator: true,
            bare_enum_members: false,
            quoted_type_names: false,
        }
    }
}

impl Default for Forms {
    fn default() -> Self {
        Self::standard()
    }
}
