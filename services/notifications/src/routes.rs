//! The service's URLs.

use crate::{campaigns, outbox, own_mails, own_notices};
use web::Routes;

pub fn routes() -> Routes {
    Routes::new("notifications")
        .get("/api/v1/associations/{association}/campaigns", "Mailings, newest first", campaigns::list)
        .get(
            "/api/v1/associations/{association}/campaigns/{id}/deliveries",
            "How far each mail of a mailing has come",
            campaigns::deliveries,
        )
        .get("/api/v1/associations/{association}/own-notices", "What was written to the member who asks", own_notices::list)
        .get("/api/v1/associations/{association}/own-notices/{id}", "A letter to the member who asks", own_notices::show)
        .post("/internal/deliveries", "The mails to an address", own_mails::list)
        .get("/internal/outbox", "Mails kept instead of being sent", outbox::list)
}
