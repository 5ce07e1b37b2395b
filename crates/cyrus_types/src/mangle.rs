//! Names in C that modules of Cython and of Cyrus agree on.
//!
//! Structs, enums and typedefs that another compiled module can see through a `.pxd` carry the spelling that Cython
//! gives them, because it stands in the signature texts of `__pyx_capi__`. The scheme: a prefix, then each part of the
//! module's dotted name (and of the class, for methods) with its length in front, an underscore, the name.

use cyrus_source::Name;

/// `__pyx_<kind>_1a_3sub_name`: `scopes` are the parts in front of the name.
fn mangled<'a>(kind: &str, scopes: impl Iterator<Item = &'a str>, name: &str) -> Name {
    let mut out = Name::new("__pyx_");
    out.push_str(kind);
    out.push('_');
    for part in scopes {
        let part = c_identifier(part);
        out.push_str(&part.len().to_string());
        out.push_str(&part);
        out.push('_');
    }
    // The parts are joined by underscores, so the last one is already there.
    out.push_str(&c_identifier(name));
    out
}

/// A struct, union or typedef: `__pyx_t_1a_name`.
pub fn type_name(module: &str, name: &str) -> Name {
    mangled("t", module.split('.'), name)
}
/// An enum's item: `__pyx_e_1a_name`.
pub fn enum_item(module: &str, name: &str) -> Name {
    mangled("e", module.split('.'), name)
}
/// The instance struct of an extension type: `__pyx_obj_1a_Name`.
pub fn object_struct(module: &str, name: &str) -> Name {
    mangled("obj", module.split('.'), name)
}
/// The vtable struct of an extension type: `__pyx_vtabstruct_1a_Name`.
pub fn vtab_struct(module: &str, name: &str) -> Name {
    mangled("vtabstruct", module.split('.'), name)
}
/// The struct of the optional arguments of a C function, or of a C method of a class: `__pyx_opt_args_1a_name`,
/// `__pyx_opt_args_1a_5Class_name`.
pub fn opt_args(module: &str, class: Option<&str>, name: &str) -> Name {
    mangled("opt_args", module.split('.').chain(class), name)
}

/// A name as a C identifier: what is not ASCII becomes `__uXXXX`, so that any C compiler reads it.
pub fn c_identifier(name: &str) -> Name {
    if name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return name.into();
    }
    let mut out = Name::default();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            out.push(c);
        } else {
            out.push_str(&format!("__u{:04x}", u32::from(c)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_other_modules_know() {
        assert_eq!(object_struct("a", "Base"), "__pyx_obj_1a_Base");
        assert_eq!(type_name("pack.mod", "st"), "__pyx_t_4pack_3mod_st");
        assert_eq!(opt_args("a", None, "fc"), "__pyx_opt_args_1a_fc");
        assert_eq!(opt_args("a", Some("Base"), "m"), "__pyx_opt_args_1a_4Base_m");
    }
}
