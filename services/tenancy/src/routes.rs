//! The URLs of tenancy.

use crate::{accounts, api_tokens, associations, audit, consents, hubs, identify, reference, sessions};
use web::Routes;

pub fn routes() -> Routes {
    Routes::new("tenancy")
        // accounts
        .post("/api/v1/accounts", "Register with e-mail and password", accounts::register)
        .post("/api/v1/accounts/confirmation", "Confirm the address by the mailed token", accounts::confirm)
        .get("/api/v1/account", "One's own account, offices and hubs", accounts::own)
        // associations
        .get("/api/v1/associations", "The associations in which one has an office", associations::mine)
        .create("/api/v1/associations", "Create an association", associations::create)
        .get("/api/v1/associations/{association}", "One association", associations::show)
        .get("/api/v1/associations/{association}/audit", "The audit log, newest first", audit::list)
        .get("/api/v1/associations/{association}/consents", "A hub's access, past and present", consents::list)
        .create("/api/v1/associations/{association}/consents", "Open the workspace to the hub for some days", consents::give)
        .post("/api/v1/associations/{association}/consents/{id}/revocation", "Close it again, at once", consents::revoke)
        .get("/api/v1/associations/{association}/tokens", "API tokens, newest first", api_tokens::list)
        .create("/api/v1/associations/{association}/tokens", "Make an API token; its secret is shown once", api_tokens::create)
        .post("/api/v1/associations/{association}/tokens/{id}/revocation", "End an API token, at once", api_tokens::revoke)
        // hubs
        .get("/api/v1/hubs/{hub}/associations", "The associations of the territory with their figures", hubs::territory)
        // reference
        .get("/api/v1/reference/regions", "The twelve regions", reference::list_regions)
        .get("/api/v1/reference/provinces", "Prefectures and provinces", reference::list_provinces)
        .get("/api/v1/reference/communes", "Communes and arrondissements", reference::list_communes)
        // for the other services
        .post("/internal/actors", "Who is this, seen from there?", identify::identify)
        .post("/internal/sessions", "Sign in", sessions::sign_in)
        .post("/internal/sessions/end", "Sign out", sessions::sign_out)
}
