//! The interface of a `.pyx` that has no `.pxd` (`--cimport-from-pyx`): its C declarations, without what they do.

use cyrus_ast::{CDeclarator, CDeclaratorKind, CFuncDef, CVarDecl, DefaultValue, Stmt, StmtKind};

/// What of these statements other modules may use, as a `.pxd` would say it: functions without bodies, variables
/// without values, extension types with their attributes and C methods; C types, cimports and includes as they are.
pub fn interface(body: Vec<Stmt>) -> Vec<Stmt> {
    body.into_iter().filter_map(declaration).collect()
}

fn declaration(stmt: Stmt) -> Option<Stmt> {
    use StmtKind as K;
    let kind = match stmt.kind {
        K::CFunc(def) => K::CVar(Box::new(prototype(*def))),
        K::CVar(mut decl) => {
            for (_, value) in &mut decl.declarators {
                *value = None;
            }
            K::CVar(decl)
        }
        K::CClass(mut def) => {
            def.body = def.body.map(interface);
            K::CClass(def)
        }
        K::CBlock(body) => K::CBlock(interface(body)),
        K::CompileIf { branches } => {
            let branches = branches.into_iter().map(|(test, body)| (test, interface(body)));
            K::CompileIf { branches: branches.collect() }
        }
        kind @ (K::CStruct(_)
        | K::CEnum(_)
        | K::CTypedef { .. }
        | K::Fused(_)
        | K::CExtern(_)
        | K::CImport(_)
        | K::FromCImport { .. }
        | K::Include(_)
        | K::Def { .. }
        | K::Error) => kind,
        _ => return None,
    };
    Some(Stmt { kind, ..stmt })
}

fn prototype(def: CFuncDef) -> CVarDecl {
    let mut declarator = def.declarator;
    forget_defaults(&mut declarator);
    let mut modifiers = def.modifiers;
    // its body is not here
    modifiers.inline = false;
    CVarDecl { modifiers, decorators: def.decorators, ty: def.ty, declarators: vec![(declarator, None)] }
}

/// Whoever calls the function need not know what an argument is that he leaves out.
fn forget_defaults(declarator: &mut CDeclarator) {
    match &mut declarator.kind {
        CDeclaratorKind::Name { .. } => {}
        CDeclaratorKind::Pointer { inner, .. }
        | CDeclaratorKind::Reference(inner)
        | CDeclaratorKind::RvalueReference(inner)
        | CDeclaratorKind::Array { inner, .. } => forget_defaults(inner),
        CDeclaratorKind::Function(function) => {
            for param in &mut function.params {
                if param.default.is_some() {
                    param.default = Some(DefaultValue::Unknown);
                }
            }
        }
    }
}
