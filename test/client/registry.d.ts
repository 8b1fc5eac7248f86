// Generated from openapi/openapi.json by npm run contract; do not edit.

export interface paths {
    "/index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what there is
         * @description Names the service and links everything in it.
         */
        get: operations["get_index"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask whether the service lives
         * @description Answers as long as the process works, whatever the state of the database.
         */
        get: operations["get_liveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask whether the service is ready
         * @description Answers with 503 while the database is away.
         */
        get: operations["get_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the problem.
                 * @example not_found
                 */
                code: "moved" | "invalid_request" | "invalid_parameter" | "invalid_cursor" | "invalid_key" | "key_required" | "insufficient_scope" | "not_found" | "method_not_allowed" | "not_acceptable" | "request_timeout" | "already_exists" | "in_use" | "wrong_state" | "request_in_flight" | "last_admin_key" | "processing_restricted" | "erased" | "precondition_failed" | "payload_too_large" | "uri_too_long" | "unsupported_media_type" | "rule_broken" | "idempotency_key_reused" | "precondition_required" | "rate_limited" | "header_too_large" | "internal_error" | "audit_unavailable" | "database_unavailable";
            };
            cookie?: never;
        };
        /**
         * Explain a type of problem
         * @description What the `type` of a problem leads to.
         */
        get: operations["get_problem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organisations
         * @description All organisations that the registry knows, members and others; filter by `member=true` for members.
         */
        get: operations["list_organisations"];
        put?: never;
        /**
         * Create one organisation
         * @description Makes a new organisation and answers with it. Needs a key with the scope `registry:write`.
         */
        post: operations["create_organisation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations/{organisation}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        /**
         * Get one organisation
         * @description One organisation by its id or slug.
         */
        get: operations["get_organisation"];
        /**
         * Create or replace one organisation
         * @description Makes the organisation with this slug, or replaces all of it; what the body leaves out is emptied. Needs a key with the scope `registry:write`.
         */
        put: operations["replace_organisation"];
        post?: never;
        /**
         * Delete one organisation
         * @description Deletes the organisation. One that other records rest on stays, and the answer lists them. Needs a key with the scope `registry:write`.
         */
        delete: operations["delete_organisation"];
        options?: never;
        head?: never;
        /**
         * Change one organisation
         * @description Changes what the body names of the organisation and leaves the rest (RFC 7396). Needs a key with the scope `registry:write`.
         */
        patch: operations["update_organisation"];
        trace?: never;
    };
    "/organisations/{organisation}/names": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        /**
         * List the names of one organisation
         * @description The names of one organisation, in their order, as the record itself has them.
         */
        get: operations["list_organisation_names"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations/{organisation}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one organisation
         * @description The sources of one organisation, in their order, as the record itself has them.
         */
        get: operations["list_organisation_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List lineage
         * @description Which organisation came out of which: an assistance centre transformed into a CUS.
         */
        get: operations["list_lineage"];
        put?: never;
        /**
         * Create one lineage
         * @description Makes a new lineage and answers with it. Needs a key with the scope `registry:write`.
         */
        post: operations["create_lineage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lineage/{lineage}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the entry of lineage.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                lineage: string;
            };
            cookie?: never;
        };
        /**
         * Get one lineage
         * @description One transition from a predecessor to a successor.
         */
        get: operations["get_lineage"];
        put?: never;
        post?: never;
        /**
         * Delete one lineage
         * @description Deletes the lineage. One that other records rest on stays, and the answer lists them. Needs a key with the scope `registry:write`.
         */
        delete: operations["delete_lineage"];
        options?: never;
        head?: never;
        /**
         * Change one lineage
         * @description Changes what the body names of the lineage and leaves the rest (RFC 7396). Needs a key with the scope `registry:write`.
         */
        patch: operations["update_lineage"];
        trace?: never;
    };
    "/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List people
         * @description People whom the sources name in a public function. The search looks at names only.
         */
        get: operations["list_people"];
        put?: never;
        /**
         * Create one person
         * @description Makes a new person and answers with it. Needs a key with the scope `registry:write`.
         */
        post: operations["create_person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the person.
                 * @example ewelina-szkutnicka
                 */
                person: string;
            };
            cookie?: never;
        };
        /**
         * Get one person
         * @description One person by id or slug.
         */
        get: operations["get_person"];
        /**
         * Create or replace one person
         * @description Makes the person with this slug, or replaces all of it; what the body leaves out is emptied. Needs a key with the scope `registry:write`.
         */
        put: operations["replace_person"];
        post?: never;
        /**
         * Delete one person
         * @description Deletes the person. One that other records rest on stays, and the answer lists them. Needs a key with the scope `registry:write`.
         */
        delete: operations["delete_person"];
        options?: never;
        head?: never;
        /**
         * Change one person
         * @description Changes what the body names of the person and leaves the rest (RFC 7396). Needs a key with the scope `registry:write`.
         */
        patch: operations["update_person"];
        trace?: never;
    };
    "/people/{person}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the person.
                 * @example ewelina-szkutnicka
                 */
                person: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one person
         * @description The sources of one person, in their order, as the record itself has them.
         */
        get: operations["list_person_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List posts
         * @description Offices in organisations, held by people one after the other.
         */
        get: operations["list_posts"];
        put?: never;
        /**
         * Create one post
         * @description Makes a new post and answers with it. Needs a key with the scope `registry:write`.
         */
        post: operations["create_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/posts/{post}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the post.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                post: string;
            };
            cookie?: never;
        };
        /**
         * Get one post
         * @description One post by its id.
         */
        get: operations["get_post"];
        put?: never;
        post?: never;
        /**
         * Delete one post
         * @description Deletes the post. One that other records rest on stays, and the answer lists them. Needs a key with the scope `registry:write`.
         */
        delete: operations["delete_post"];
        options?: never;
        head?: never;
        /**
         * Change one post
         * @description Changes what the body names of the post and leaves the rest (RFC 7396). Needs a key with the scope `registry:write`.
         */
        patch: operations["update_post"];
        trace?: never;
    };
    "/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List appointments
         * @description Who holds or held which post, in what capacity; with `as_of` as of a day.
         */
        get: operations["list_appointments"];
        put?: never;
        /**
         * Create one appointment
         * @description Makes a new appointment and answers with it. Needs a key with the scope `registry:write`.
         */
        post: operations["create_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appointments/{appointment}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the appointment.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                appointment: string;
            };
            cookie?: never;
        };
        /**
         * Get one appointment
         * @description One appointment by its id.
         */
        get: operations["get_appointment"];
        put?: never;
        post?: never;
        /**
         * Delete one appointment
         * @description Deletes the appointment. One that other records rest on stays, and the answer lists them. Needs a key with the scope `registry:write`.
         */
        delete: operations["delete_appointment"];
        options?: never;
        head?: never;
        /**
         * Change one appointment
         * @description Changes what the body names of the appointment and leaves the rest (RFC 7396). Needs a key with the scope `registry:write`.
         */
        patch: operations["update_appointment"];
        trace?: never;
    };
    "/appointments/{appointment}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the appointment.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                appointment: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one appointment
         * @description The sources of one appointment, in their order, as the record itself has them.
         */
        get: operations["list_appointment_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contacts
         * @description Public contacts of organisations and of posts.
         */
        get: operations["list_contacts"];
        put?: never;
        /**
         * Create one contact
         * @description Makes a new contact and answers with it. Needs a key with the scope `registry:write`.
         */
        post: operations["create_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contacts/{contact}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the contact.
                 * @example kontakt-przewodniczacej
                 */
                contact: string;
            };
            cookie?: never;
        };
        /**
         * Get one contact
         * @description One contact by its id or slug.
         */
        get: operations["get_contact"];
        /**
         * Create or replace one contact
         * @description Makes the contact with this slug, or replaces all of it; what the body leaves out is emptied. Needs a key with the scope `registry:write`.
         */
        put: operations["replace_contact"];
        post?: never;
        /**
         * Delete one contact
         * @description Deletes the contact. One that other records rest on stays, and the answer lists them. Needs a key with the scope `registry:write`.
         */
        delete: operations["delete_contact"];
        options?: never;
        head?: never;
        /**
         * Change one contact
         * @description Changes what the body names of the contact and leaves the rest (RFC 7396). Needs a key with the scope `registry:write`.
         */
        patch: operations["update_contact"];
        trace?: never;
    };
    "/contacts/{contact}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the contact.
                 * @example kontakt-przewodniczacej
                 */
                contact: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one contact
         * @description The sources of one contact, in their order, as the record itself has them.
         */
        get: operations["list_contact_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/membership-tiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List membership tiers
         * @description The tiers of membership, with the rules that open them.
         */
        get: operations["list_membership_tiers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/membership-tiers/{tier}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the tier. Vocabulary: membership_tier.
                 * @example ordinary
                 */
                tier: "ordinary" | "supporting" | "honorary";
            };
            cookie?: never;
        };
        /**
         * Get one membership tier
         * @description One tier by its code.
         */
        get: operations["get_membership_tier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/membership-tiers/{tier}/rules": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the tier. Vocabulary: membership_tier.
                 * @example ordinary
                 */
                tier: "ordinary" | "supporting" | "honorary";
            };
            cookie?: never;
        };
        /**
         * List the rules of one membership tier
         * @description The rules of one membership tier, in their order, as the record itself has them.
         */
        get: operations["list_membership_tier_rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/membership-tiers/{tier}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the tier. Vocabulary: membership_tier.
                 * @example ordinary
                 */
                tier: "ordinary" | "supporting" | "honorary";
            };
            cookie?: never;
        };
        /**
         * List the sources of one membership tier
         * @description The sources of one membership tier, in their order, as the record itself has them.
         */
        get: operations["list_membership_tier_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List memberships
         * @description Memberships of the Konwent; with `as_of` as of a day.
         */
        get: operations["list_memberships"];
        put?: never;
        /**
         * Create one membership
         * @description Makes a new membership and answers with it. Needs a key with the scope `registry:write`.
         */
        post: operations["create_membership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/memberships/{membership}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        /**
         * Get one membership
         * @description One membership by its id.
         */
        get: operations["get_membership"];
        put?: never;
        post?: never;
        /**
         * Delete one membership
         * @description Deletes the membership. One that other records rest on stays, and the answer lists them. Needs a key with the scope `registry:write`.
         */
        delete: operations["delete_membership"];
        options?: never;
        head?: never;
        /**
         * Change one membership
         * @description Changes what the body names of the membership and leaves the rest (RFC 7396). Needs a key with the scope `registry:write`.
         */
        patch: operations["update_membership"];
        trace?: never;
    };
    "/memberships/{membership}/course": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        /**
         * List the course of one membership
         * @description The course of one membership, in their order, as the record itself has them.
         */
        get: operations["list_membership_course"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/memberships/{membership}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one membership
         * @description The sources of one membership, in their order, as the record itself has them.
         */
        get: operations["list_membership_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/membership-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List membership lists
         * @description Lists of members as sources print them, row by row.
         */
        get: operations["list_membership_lists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/membership-lists/{membership_list}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the list.
                 * @example czlonkowie-konwentu
                 */
                membership_list: string;
            };
            cookie?: never;
        };
        /**
         * Get one membership list
         * @description One printed list by its id or slug.
         */
        get: operations["get_membership_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/membership-lists/{membership_list}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the list.
                 * @example czlonkowie-konwentu
                 */
                membership_list: string;
            };
            cookie?: never;
        };
        /**
         * List the entries of one membership list
         * @description The entries of one membership list, in their order, as the record itself has them.
         */
        get: operations["list_membership_list_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/membership-lists/{membership_list}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the list.
                 * @example czlonkowie-konwentu
                 */
                membership_list: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one membership list
         * @description The sources of one membership list, in their order, as the record itself has them.
         */
        get: operations["list_membership_list_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/declarations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List declarations
         * @description Accepted declarations with their signatories in order.
         */
        get: operations["list_declarations"];
        put?: never;
        /**
         * Create one declaration
         * @description Makes a new declaration and answers with it. Needs a key with the scope `registry:write`.
         */
        post: operations["create_declaration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/declarations/{declaration}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        /**
         * Get one declaration
         * @description One declaration by its id or slug.
         */
        get: operations["get_declaration"];
        /**
         * Create or replace one declaration
         * @description Makes the declaration with this slug, or replaces all of it; what the body leaves out is emptied. Needs a key with the scope `registry:write`.
         */
        put: operations["replace_declaration"];
        post?: never;
        /**
         * Delete one declaration
         * @description Deletes the declaration. One that other records rest on stays, and the answer lists them. Needs a key with the scope `registry:write`.
         */
        delete: operations["delete_declaration"];
        options?: never;
        head?: never;
        /**
         * Change one declaration
         * @description Changes what the body names of the declaration and leaves the rest (RFC 7396). Needs a key with the scope `registry:write`.
         */
        patch: operations["update_declaration"];
        trace?: never;
    };
    "/declarations/{declaration}/signatories": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        /**
         * List the signatories of one declaration
         * @description The signatories of one declaration, in their order, as the record itself has them.
         */
        get: operations["list_declaration_signatories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/declarations/{declaration}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one declaration
         * @description The sources of one declaration, in their order, as the record itself has them.
         */
        get: operations["list_declaration_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events
         * @description Events with programme and participants; as iCalendar for a subscription.
         */
        get: operations["list_events"];
        put?: never;
        /**
         * Create one event
         * @description Makes a new event and answers with it. Needs a key with the scope `registry:write`.
         */
        post: operations["create_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{event}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the event.
                 * @example konferencja-2022-11-21
                 */
                event: string;
            };
            cookie?: never;
        };
        /**
         * Get one event
         * @description One event by its id or slug.
         */
        get: operations["get_event"];
        /**
         * Create or replace one event
         * @description Makes the event with this slug, or replaces all of it; what the body leaves out is emptied. Needs a key with the scope `registry:write`.
         */
        put: operations["replace_event"];
        post?: never;
        /**
         * Delete one event
         * @description Deletes the event. One that other records rest on stays, and the answer lists them. Needs a key with the scope `registry:write`.
         */
        delete: operations["delete_event"];
        options?: never;
        head?: never;
        /**
         * Change one event
         * @description Changes what the body names of the event and leaves the rest (RFC 7396). Needs a key with the scope `registry:write`.
         */
        patch: operations["update_event"];
        trace?: never;
    };
    "/events/{event}/titles": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the event.
                 * @example konferencja-2022-11-21
                 */
                event: string;
            };
            cookie?: never;
        };
        /**
         * List the titles of one event
         * @description The titles of one event, in their order, as the record itself has them.
         */
        get: operations["list_event_titles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{event}/participants": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the event.
                 * @example konferencja-2022-11-21
                 */
                event: string;
            };
            cookie?: never;
        };
        /**
         * List the participants of one event
         * @description The participants of one event, in their order, as the record itself has them.
         */
        get: operations["list_event_participants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{event}/programme": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the event.
                 * @example konferencja-2022-11-21
                 */
                event: string;
            };
            cookie?: never;
        };
        /**
         * List the programme of one event
         * @description The programme of one event, in their order, as the record itself has them.
         */
        get: operations["list_event_programme"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{event}/links": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the event.
                 * @example konferencja-2022-11-21
                 */
                event: string;
            };
            cookie?: never;
        };
        /**
         * List the links of one event
         * @description The links of one event, in their order, as the record itself has them.
         */
        get: operations["list_event_links"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{event}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the event.
                 * @example konferencja-2022-11-21
                 */
                event: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one event
         * @description The sources of one event, in their order, as the record itself has them.
         */
        get: operations["list_event_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List publications
         * @description Books and papers of the knowledge base, with authors and editors.
         */
        get: operations["list_publications"];
        put?: never;
        /**
         * Create one publication
         * @description Makes a new publication and answers with it. Needs a key with the scope `registry:write`.
         */
        post: operations["create_publication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications/{publication}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the publication.
                 * @example standaryzacja-uslug-spolecznych
                 */
                publication: string;
            };
            cookie?: never;
        };
        /**
         * Get one publication
         * @description One publication by its id or slug.
         */
        get: operations["get_publication"];
        /**
         * Create or replace one publication
         * @description Makes the publication with this slug, or replaces all of it; what the body leaves out is emptied. Needs a key with the scope `registry:write`.
         */
        put: operations["replace_publication"];
        post?: never;
        /**
         * Delete one publication
         * @description Deletes the publication. One that other records rest on stays, and the answer lists them. Needs a key with the scope `registry:write`.
         */
        delete: operations["delete_publication"];
        options?: never;
        head?: never;
        /**
         * Change one publication
         * @description Changes what the body names of the publication and leaves the rest (RFC 7396). Needs a key with the scope `registry:write`.
         */
        patch: operations["update_publication"];
        trace?: never;
    };
    "/publications/{publication}/contributors": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the publication.
                 * @example standaryzacja-uslug-spolecznych
                 */
                publication: string;
            };
            cookie?: never;
        };
        /**
         * List the contributors of one publication
         * @description The contributors of one publication, in their order, as the record itself has them.
         */
        get: operations["list_publication_contributors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/publications/{publication}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the publication.
                 * @example standaryzacja-uslug-spolecznych
                 */
                publication: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one publication
         * @description The sources of one publication, in their order, as the record itself has them.
         */
        get: operations["list_publication_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/legal-acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List legal acts
         * @description Acts and regulations about social service centres.
         */
        get: operations["list_legal_acts"];
        put?: never;
        /**
         * Create one legal act
         * @description Makes a new legal act and answers with it. Needs a key with the scope `registry:write`.
         */
        post: operations["create_legal_act"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/legal-acts/{legal_act}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the act.
                 * @example ustawa-cus-2019
                 */
                legal_act: string;
            };
            cookie?: never;
        };
        /**
         * Get one legal act
         * @description One act by its id or slug.
         */
        get: operations["get_legal_act"];
        /**
         * Create or replace one legal act
         * @description Makes the legal act with this slug, or replaces all of it; what the body leaves out is emptied. Needs a key with the scope `registry:write`.
         */
        put: operations["replace_legal_act"];
        post?: never;
        /**
         * Delete one legal act
         * @description Deletes the legal act. One that other records rest on stays, and the answer lists them. Needs a key with the scope `registry:write`.
         */
        delete: operations["delete_legal_act"];
        options?: never;
        head?: never;
        /**
         * Change one legal act
         * @description Changes what the body names of the legal act and leaves the rest (RFC 7396). Needs a key with the scope `registry:write`.
         */
        patch: operations["update_legal_act"];
        trace?: never;
    };
    "/legal-acts/{legal_act}/titles": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the act.
                 * @example ustawa-cus-2019
                 */
                legal_act: string;
            };
            cookie?: never;
        };
        /**
         * List the titles of one legal act
         * @description The titles of one legal act, in their order, as the record itself has them.
         */
        get: operations["list_legal_act_titles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/legal-acts/{legal_act}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the act.
                 * @example ustawa-cus-2019
                 */
                legal_act: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one legal act
         * @description The sources of one legal act, in their order, as the record itself has them.
         */
        get: operations["list_legal_act_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training-topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List training topics
         * @description Topics of the training of a centre's staff.
         */
        get: operations["list_training_topics"];
        put?: never;
        /**
         * Create one training topic
         * @description Makes a new training topic and answers with it. Needs a key with the scope `registry:write`.
         */
        post: operations["create_training_topic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training-topics/{training_topic}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the topic.
                 * @example organizacja-spolecznosci-lokalnej
                 */
                training_topic: string;
            };
            cookie?: never;
        };
        /**
         * Get one training topic
         * @description One topic by its id or slug.
         */
        get: operations["get_training_topic"];
        /**
         * Create or replace one training topic
         * @description Makes the training topic with this slug, or replaces all of it; what the body leaves out is emptied. Needs a key with the scope `registry:write`.
         */
        put: operations["replace_training_topic"];
        post?: never;
        /**
         * Delete one training topic
         * @description Deletes the training topic. One that other records rest on stays, and the answer lists them. Needs a key with the scope `registry:write`.
         */
        delete: operations["delete_training_topic"];
        options?: never;
        head?: never;
        /**
         * Change one training topic
         * @description Changes what the body names of the training topic and leaves the rest (RFC 7396). Needs a key with the scope `registry:write`.
         */
        patch: operations["update_training_topic"];
        trace?: never;
    };
    "/training-topics/{training_topic}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the topic.
                 * @example organizacja-spolecznosci-lokalnej
                 */
                training_topic: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one training topic
         * @description The sources of one training topic, in their order, as the record itself has them.
         */
        get: operations["list_training_topic_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List links
         * @description Sites that the knowledge base links to.
         */
        get: operations["list_links"];
        put?: never;
        /**
         * Create one linked site
         * @description Makes a new linked site and answers with it. Needs a key with the scope `registry:write`.
         */
        post: operations["create_linked_site"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/links/{link}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the site.
                 * @example krajowa-baza-cus
                 */
                link: string;
            };
            cookie?: never;
        };
        /**
         * Get one link
         * @description One site by its id or slug.
         */
        get: operations["get_link"];
        /**
         * Create or replace one linked site
         * @description Makes the linked site with this slug, or replaces all of it; what the body leaves out is emptied. Needs a key with the scope `registry:write`.
         */
        put: operations["replace_linked_site"];
        post?: never;
        /**
         * Delete one linked site
         * @description Deletes the linked site. One that other records rest on stays, and the answer lists them. Needs a key with the scope `registry:write`.
         */
        delete: operations["delete_linked_site"];
        options?: never;
        head?: never;
        /**
         * Change one linked site
         * @description Changes what the body names of the linked site and leaves the rest (RFC 7396). Needs a key with the scope `registry:write`.
         */
        patch: operations["update_linked_site"];
        trace?: never;
    };
    "/links/{link}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the site.
                 * @example krajowa-baza-cus
                 */
                link: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one linked site
         * @description The sources of one linked site, in their order, as the record itself has them.
         */
        get: operations["list_linked_site_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/creation-modes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List creation modes
         * @description The four ways in which the Act of 19 July 2019 lets a CUS come to be.
         */
        get: operations["list_creation_modes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/creation-modes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the mode. Vocabulary: creation_mode.
                 * @example transformation_ops
                 */
                code: "transformation_ops" | "agreement_of_gminas" | "new_unit_over_100k" | "transformation_mopr";
            };
            cookie?: never;
        };
        /**
         * Get one creation mode
         * @description One mode by its code.
         */
        get: operations["get_creation_mode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/creation-modes/{code}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the mode. Vocabulary: creation_mode.
                 * @example transformation_ops
                 */
                code: "transformation_ops" | "agreement_of_gminas" | "new_unit_over_100k" | "transformation_mopr";
            };
            cookie?: never;
        };
        /**
         * List the sources of one creation mode
         * @description The sources of one creation mode, in their order, as the record itself has them.
         */
        get: operations["list_creation_mode_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/structure-elements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List structure elements
         * @description The organisational structure of a CUS.
         */
        get: operations["list_structure_elements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/structure-elements/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Stable code of the record.
                 * @example services_team
                 */
                code: string;
            };
            cookie?: never;
        };
        /**
         * Get one structure element
         * @description One element by its code.
         */
        get: operations["get_structure_element"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/structure-elements/{code}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Stable code of the record.
                 * @example services_team
                 */
                code: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one structure element
         * @description The sources of one structure element, in their order, as the record itself has them.
         */
        get: operations["list_structure_element_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/service-areas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List service areas
         * @description The 14 areas of social services of art. 2 (1) of the Act of 19 July 2019.
         */
        get: operations["list_service_areas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/service-areas/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Stable code of the record.
                 * @example family_support
                 */
                code: string;
            };
            cookie?: never;
        };
        /**
         * Get one service area
         * @description One area by its code.
         */
        get: operations["get_service_area"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/service-areas/{code}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Stable code of the record.
                 * @example family_support
                 */
                code: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one service area
         * @description The sources of one service area, in their order, as the record itself has them.
         */
        get: operations["list_service_area_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/territories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List territories
         * @description Voivodeships, powiats and gminas that the registry knows, by TERYT.
         */
        get: operations["list_territories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/territories/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description TERYT code of 2, 4 or 6 digits.
                 * @example 060901
                 */
                code: string;
            };
            cookie?: never;
        };
        /**
         * Get one territory
         * @description One territory by its TERYT code.
         */
        get: operations["get_territory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/territories/{code}/names": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description TERYT code of 2, 4 or 6 digits.
                 * @example 060901
                 */
                code: string;
            };
            cookie?: never;
        };
        /**
         * List the names of one territory
         * @description The names of one territory, in their order, as the record itself has them.
         */
        get: operations["list_territory_names"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/territories/{code}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description TERYT code of 2, 4 or 6 digits.
                 * @example 060901
                 */
                code: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one territory
         * @description The sources of one territory, in their order, as the record itself has them.
         */
        get: operations["list_territory_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assertions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List assertions
         * @description What sources claim, kept beside the computed figures.
         */
        get: operations["list_assertions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assertions/{assertion}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the assertion.
                 * @example 19-jednostek
                 */
                assertion: string;
            };
            cookie?: never;
        };
        /**
         * Get one assertion
         * @description One assertion by its id or slug.
         */
        get: operations["get_assertion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assertions/{assertion}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the assertion.
                 * @example 19-jednostek
                 */
                assertion: string;
            };
            cookie?: never;
        };
        /**
         * List the sources of one assertion
         * @description The sources of one assertion, in their order, as the record itself has them.
         */
        get: operations["list_assertion_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sources
         * @description Documents, pages and registers that facts were taken from.
         */
        get: operations["list_sources"];
        put?: never;
        /**
         * Create one source
         * @description Makes a new source and answers with it. Needs a key with the scope `registry:write`.
         */
        post: operations["create_source"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sources/{source}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the source.
                 * @example s000
                 */
                source: string;
            };
            cookie?: never;
        };
        /**
         * Get one source
         * @description One source by its id or slug.
         */
        get: operations["get_source"];
        /**
         * Create or replace one source
         * @description Makes the source with this slug, or replaces all of it; what the body leaves out is emptied. Needs a key with the scope `registry:write`.
         */
        put: operations["replace_source"];
        post?: never;
        /**
         * Delete one source
         * @description Deletes the source. One that other records rest on stays, and the answer lists them. Needs a key with the scope `registry:write`.
         */
        delete: operations["delete_source"];
        options?: never;
        head?: never;
        /**
         * Change one source
         * @description Changes what the body names of the source and leaves the rest (RFC 7396). Needs a key with the scope `registry:write`.
         */
        patch: operations["update_source"];
        trace?: never;
    };
    "/organisations/{organisation}/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        /**
         * List the memberships of an organisation
         * @description Memberships of one organisation, past and present.
         */
        get: operations["list_organisation_memberships"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations/{organisation}/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        /**
         * List the appointments in an organisation
         * @description People in the posts of one organisation, past and present.
         */
        get: operations["list_organisation_appointments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations/{organisation}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        /**
         * List the contacts of an organisation
         * @description Public contacts of one organisation and of its posts.
         */
        get: operations["list_organisation_contacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations/{organisation}/declarations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        /**
         * List the declarations of an organisation
         * @description Accepted declarations signed in the name of one organisation.
         */
        get: operations["list_organisation_declarations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations/{organisation}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        /**
         * List the events of an organisation
         * @description Events that one organisation takes part in, is presented at or lends its place to.
         */
        get: operations["list_organisation_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations/{organisation}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        /**
         * List the lineage of an organisation
         * @description What one organisation came out of, and what came out of it.
         */
        get: operations["list_organisation_lineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{person}/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the person.
                 * @example ewelina-szkutnicka
                 */
                person: string;
            };
            cookie?: never;
        };
        /**
         * List the appointments of a person
         * @description Posts that one person holds or held.
         */
        get: operations["list_person_appointments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{person}/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the person.
                 * @example ewelina-szkutnicka
                 */
                person: string;
            };
            cookie?: never;
        };
        /**
         * List the memberships of a person
         * @description Memberships of one person.
         */
        get: operations["list_person_memberships"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{person}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the person.
                 * @example ewelina-szkutnicka
                 */
                person: string;
            };
            cookie?: never;
        };
        /**
         * List the events of a person
         * @description Events that one person takes part in or speaks at.
         */
        get: operations["list_person_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{person}/publications": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the person.
                 * @example ewelina-szkutnicka
                 */
                person: string;
            };
            cookie?: never;
        };
        /**
         * List the publications of a person
         * @description Publications that one person wrote or edited.
         */
        get: operations["list_person_publications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisations/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find an organisation by a printed name
         * @description Takes a name as printed anywhere: inflected, without diacritics, abbreviated. Answers with scored candidates and, when the name leaves no doubt, the one that it means.
         */
        get: operations["match_organisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/eligibility-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check who may become a member of which tier
         * @description Tells for an organisation or a person and each tier of membership every rule with its outcome, the facts that it rests on, and what is missing. Stores nothing.
         */
        post: operations["create_eligibility_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/declarations/{declaration}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit a declaration
         * @description Submits a draft that somebody signed. From then on it is not changed any more. Needs a key with the scope `registry:write`.
         */
        post: operations["create_declaration_submission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/declarations/{declaration}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept a declaration
         * @description Accepts a submitted declaration and makes the memberships of all its signatories, or with a declaration of withdrawal ends them. The same acceptance again changes nothing and is answered alike. A tier that is not known to be open to a signatory needs `override`. Needs a key with the scope `declarations:decide`.
         */
        post: operations["create_declaration_acceptance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/declarations/{declaration}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a declaration
         * @description Rejects a submitted declaration. The same rejection again changes nothing and is answered alike. Needs a key with the scope `declarations:decide`.
         */
        post: operations["create_declaration_rejection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/declarations/{declaration}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw a declaration
         * @description Takes a submitted declaration back before it is decided on. A declaration by which members leave is accepted instead. Needs a key with the scope `registry:write`.
         */
        post: operations["create_declaration_withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/declarations/{declaration}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        /**
         * Get the decision on a declaration
         * @description What was decided, why, and the check of eligibility as it stood on that day. Needs a key with the scope `declarations:decide` or `registry:write`.
         */
        get: operations["get_declaration_decision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/memberships/{membership}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a membership
         * @description Suspends an active membership from a day on. Needs a key with the scope `registry:write`.
         */
        post: operations["create_membership_suspension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/memberships/{membership}/resumption": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a membership
         * @description Makes a suspended membership active again from a day on. Needs a key with the scope `registry:write`.
         */
        post: operations["create_membership_resumption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/memberships/{membership}/tier-change": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the tier of a member
         * @description Ends the membership on a day and begins one of another tier on the same day, which `continues` it and with which it answers. A tier that is not known to be open to the member needs `override`. Needs a key with the scope `registry:write`.
         */
        post: operations["create_membership_tier_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/memberships/{membership}/end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a membership
         * @description Ends an active or suspended membership; the first day without it is told as far as it is known. Needs a key with the scope `registry:write`.
         */
        post: operations["create_membership_end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description All keys, valid or not, without their text. Needs a key with the scope `keys:admin`.
         */
        get: operations["list_api_keys"];
        put?: never;
        /**
         * Create one API key
         * @description Makes a key, no wider than the one it is made with and not valid for longer. The text of the key is in this one answer and in no other, not even when the request is repeated with its Idempotency-Key. Needs a key with the scope `keys:admin`.
         */
        post: operations["create_api_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{api_key}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the key.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                api_key: string;
            };
            cookie?: never;
        };
        /**
         * Get one API key
         * @description One key by its id, without its text. Needs a key with the scope `keys:admin`.
         */
        get: operations["get_api_key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change one API key
         * @description Changes the holder, the label, the scopes or the expiry of a valid key (RFC 7396). The last admin key keeps its scope and its expiry. Needs a key with the scope `keys:admin`.
         */
        patch: operations["update_api_key"];
        trace?: never;
    };
    "/api-keys/{api_key}/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the key.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                api_key: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace one API key by a new one
         * @description Makes a new key with the same holder and scopes and answers with it; the old one ends after a time of grace. The text of the key is in this one answer and in no other, not even when the request is repeated with its Idempotency-Key. Needs a key with the scope `keys:admin`.
         */
        post: operations["create_api_key_rotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{api_key}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the key.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                api_key: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke one API key
         * @description Ends a key at once and for good; one that was revoked before stays as it is. The last admin key cannot be revoked. Needs a key with the scope `keys:admin`.
         */
        post: operations["create_api_key_revocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the key that is used
         * @description Tells the holder of a key what it is, what it may do, how long and how often. Needs any valid key.
         */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vocabularies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the vocabularies
         * @description Every enum of the contract with the Polish and English labels of its values.
         */
        get: operations["list_vocabularies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vocabularies/{vocabulary}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the vocabulary.
                 * @example membership_tier
                 */
                vocabulary: "organisation_kind" | "kind_family" | "organisation_status" | "organisation_name_kind" | "creation_mode" | "structure_element_kind" | "territory_level" | "gmina_kind" | "academic_title" | "post_role" | "appointment_capacity" | "contact_visibility" | "phone_kind" | "membership_tier" | "tier_basis" | "member_type" | "membership_status" | "declaration_kind" | "declaration_status" | "applicant_statement" | "decision_outcome" | "membership_event_kind" | "eligibility_outcome" | "rule_outcome" | "evidence_fact" | "signatory_role" | "event_kind" | "event_form" | "event_status" | "event_role" | "participation_mode" | "programme_item_kind" | "publication_kind" | "contributor_role" | "legal_act_kind" | "linked_site_kind" | "source_kind" | "source_certainty" | "fact_basis" | "change_op" | "key_audience" | "period_certainty";
            };
            cookie?: never;
        };
        /**
         * Get one vocabulary
         * @description One enum of the contract with the Polish and English labels of its values.
         */
        get: operations["get_vocabulary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statistics/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the memberships
         * @description Memberships as of a day, in groups: certain and possible counts, and beside them what sources claim.
         */
        get: operations["get_membership_statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * UncertainDate
         * @description A date as far as it is known: exact (`on`), bounded (`not_before`, `not_after`), or unknown (all null).
         */
        UncertainDate: {
            /**
             * Format: date
             * @description The exact day; null when it is not known.
             * @example 2021-09-16
             */
            on: string | null;
            /**
             * Format: date
             * @description Earliest possible day, inclusive; null when no bound is known or the day is exact.
             * @example 2021-09-16
             */
            not_before: string | null;
            /**
             * Format: date
             * @description Latest possible day, inclusive; null when no bound is known or the day is exact.
             * @example 2026-11-21
             */
            not_after: string | null;
        };
        /**
         * ProblemCandidate
         * @description A value that the client may have meant.
         */
        ProblemCandidate: {
            /**
             * @description Parameter that the value is for.
             * @example powiat
             */
            parameter: string;
            /**
             * @description Value to send instead.
             * @example 0612
             */
            value: string;
            /**
             * @description What the value stands for.
             * @example powiat opolski, województwo lubelskie
             */
            label: string;
        };
        /**
         * ProblemFault
         * @description One fault of a request.
         */
        ProblemFault: {
            /**
             * @description Name of the parameter at fault; absent when the fault is in the body.
             * @example powiat
             */
            parameter?: string;
            /**
             * @description JSON Pointer (RFC 6901) to the value at fault in the body.
             * @example /name
             */
            pointer?: string;
            /**
             * @description What is wrong, for programs; never translated.
             * @example ambiguous_value
             */
            code: string;
            /**
             * @description What is wrong and what would be right, for people.
             * @example Nazwa «opolski» oznacza więcej niż jeden powiat.
             */
            detail: string;
        };
        /**
         * Problem
         * @description A failure, as RFC 9457 describes it. `title` and `detail` are in Polish, or in English by Accept-Language.
         */
        Problem: {
            /**
             * Format: uri
             * @description Identifies the type of problem; /problems/{code} explains it.
             * @example urn:problem-type:konwent:invalid_parameter
             */
            type: string;
            /**
             * @description Type of problem, for people.
             * @example Nieprawidłowy parametr
             */
            title: string;
            /**
             * Format: int32
             * @description HTTP status.
             * @example 400
             */
            status: number;
            /**
             * @description What happened here and what can be done, for people.
             * @example Parametr «limit» może wynosić co najwyżej 500.
             */
            detail: string;
            /**
             * Format: uri-reference
             * @description Path of the request that failed.
             * @example /v1/organisations
             */
            instance: string;
            /**
             * @description Type of problem, for programs; never translated.
             * @example invalid_parameter
             * @enum {string}
             */
            code: "moved" | "invalid_request" | "invalid_parameter" | "invalid_cursor" | "invalid_key" | "key_required" | "insufficient_scope" | "not_found" | "method_not_allowed" | "not_acceptable" | "request_timeout" | "already_exists" | "in_use" | "wrong_state" | "request_in_flight" | "last_admin_key" | "processing_restricted" | "erased" | "precondition_failed" | "payload_too_large" | "uri_too_long" | "unsupported_media_type" | "rule_broken" | "idempotency_key_reused" | "precondition_required" | "rate_limited" | "header_too_large" | "internal_error" | "audit_unavailable" | "database_unavailable";
            /**
             * @description Identifier of the request, for talking about it with the registry.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            request_id: string;
            /** @description The single faults of the request; empty when there is nothing to point at. */
            errors: components["schemas"]["ProblemFault"][];
            /** @description Values that the client may have meant, where one was ambiguous; empty otherwise. */
            candidates: components["schemas"]["ProblemCandidate"][];
        };
        /**
         * PageMeta
         * @description What is true of the page as a whole.
         */
        PageMeta: {
            /**
             * @description Cursor of the next page; null on the last one.
             * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
             */
            next_cursor: string | null;
            /**
             * Format: int32
             * @description Number of all records that the filters keep; only when `count=exact` was asked.
             * @example 48
             */
            total?: number;
        };
        /**
         * PartialRecord
         * @description Some of the properties of a record: those named in `fields`, each as in the full record.
         * @example {
         *       "name": "Bełżyce"
         *     }
         */
        PartialRecord: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id?: string;
            /**
             * @description Official or printed name.
             * @example Bełżyce
             */
            name?: string;
        };
        /**
         * PartialCollection
         * @description One page of a list of records with some of their properties.
         */
        PartialCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["PartialRecord"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * ServiceLink
         * @description Where something is found.
         */
        ServiceLink: {
            /**
             * @description What is found there (RFC 8288).
             * @example item
             */
            rel: string;
            /**
             * @description Address.
             * @example /v1/organisations
             */
            href: string;
            /**
             * @description Name.
             * @example organisations
             */
            title: string;
        };
        /**
         * ServiceIndex
         * @description What this service is and where everything is.
         */
        ServiceIndex: {
            /**
             * @description Name of the service.
             * @example Rejestr Konwentu Centrów Usług Społecznych
             */
            name: string;
            /**
             * @description What it is.
             * @example Membership registry of the Konwent of social service centres.
             */
            description: string;
            /**
             * @description Version of the contract.
             * @example 0.1.0
             */
            version: string;
            /** @description The lists, the contract and its documentation. */
            links: components["schemas"]["ServiceLink"][];
        };
        /**
         * Health
         * @description State of the service.
         */
        Health: {
            /**
             * @description Always ok; a service that is not answers with a problem.
             * @example ok
             * @enum {string}
             */
            status: "ok";
        };
        /**
         * ProblemType
         * @description A type of problem that an answer may name.
         */
        ProblemType: {
            /**
             * @description Code of the type.
             * @example not_found
             * @enum {string}
             */
            code: "moved" | "invalid_request" | "invalid_parameter" | "invalid_cursor" | "invalid_key" | "key_required" | "insufficient_scope" | "not_found" | "method_not_allowed" | "not_acceptable" | "request_timeout" | "already_exists" | "in_use" | "wrong_state" | "request_in_flight" | "last_admin_key" | "processing_restricted" | "erased" | "precondition_failed" | "payload_too_large" | "uri_too_long" | "unsupported_media_type" | "rule_broken" | "idempotency_key_reused" | "precondition_required" | "rate_limited" | "header_too_large" | "internal_error" | "audit_unavailable" | "database_unavailable";
            /**
             * Format: int32
             * @description HTTP status.
             * @example 404
             */
            status: number;
            /**
             * @description Polish title.
             * @example Nie znaleziono
             */
            title_pl: string;
            /**
             * @description English title.
             * @example Not found
             */
            title_en: string;
        };
        /**
         * OrganisationSummary
         * @description An organisation in short.
         */
        OrganisationSummary: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example cus-belzyce
             */
            slug: string;
            /**
             * @description Official name.
             * @example Centrum Usług Społecznych w Bełżycach
             */
            name: string;
            /**
             * @description Short name.
             * @example CUS Bełżyce
             */
            short_name: string;
            /**
             * @description What the organisation is. Vocabulary: organisation_kind.
             * @example cus
             * @enum {string}
             */
            kind: "cus" | "ops" | "gops" | "mgops" | "mops" | "mopr" | "pcpr" | "rops" | "voivodeship_office" | "marshal_office" | "voivodeship_government" | "gmina" | "powiat" | "ministry" | "department" | "body" | "office" | "foundation" | "association" | "ngo" | "social_economy_entity" | "social_enterprise" | "observatory" | "university" | "portal" | "venue" | "convention" | "other";
        };
        /**
         * PersonSummary
         * @description A person, in the short form.
         */
        PersonSummary: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example anna-ostasz
             */
            slug: string;
            /**
             * @description Academic title and names.
             * @example Anna Ostasz
             */
            display_name: string;
        };
        /**
         * DeclarationSummary
         * @description A declaration in short.
         */
        DeclarationSummary: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example deklaracja-2021-09-16
             */
            slug: string;
            /**
             * @description Title.
             * @example Deklaracja założycielska
             */
            title: string;
        };
        /**
         * Citation
         * @description A source that a record, or one of its properties, rests on.
         */
        Citation: {
            /**
             * @description Slug of the source, see /sources.
             * @example s000
             */
            source: string;
            /**
             * @description Title of the source; null when none is printed.
             * @example Konwent Centrów Usług Społecznych
             */
            title: string | null;
            /**
             * @description Address of the source; null when not known.
             * @example https://cusy.pl/konwent-cus/
             */
            url: string | null;
            /**
             * @description Where in the source: a line number; null for the whole.
             * @example 11
             */
            locator: string | null;
            /**
             * @description Property, or what several properties tell together, that the citation is for; null for the record as a whole.
             * @example website
             */
            field: string | null;
            /**
             * @description How sure the fact is, for facts from outside the Konwent's own documents; null for printed facts. Vocabulary: source_certainty.
             * @example high
             * @enum {string|null}
             */
            certainty: "certain" | "high" | "medium" | "low" | null;
            /**
             * @description Remark on what the source says.
             * @example Only gmina of that name.
             */
            note: string | null;
        };
        /**
         * Post
         * @description An office in an organisation, which people come to and leave.
         */
        Post: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            organisation: components["schemas"]["OrganisationSummary"];
            /**
             * @description What the post is; null when not told. Vocabulary: post_role.
             * @example head
             * @enum {string|null}
             */
            role: "head" | "deputy_head" | "services_organiser" | "assistance_organiser" | "plan_coordinator" | "community_organiser" | "social_worker" | "chair" | "president_of_board" | "office_manager" | "mayor_rural" | "mayor_town" | "mayor_city" | "voivodeship_marshal" | "minister" | "adviser" | "coordinator" | "other" | null;
            /**
             * @description Title in the nominative; null when no post is printed.
             * @example Dyrektor
             */
            title: string | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
        };
        /**
         * NullableApiKeySummary
         * @description An API key, as another one refers to it. Null when there is none.
         */
        NullableApiKeySummary: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Who holds the key: a portal, or a member of the staff.
             * @example Portal CUS Bełżyce
             */
            owner: string;
            /**
             * @description First characters of the text of the key, by which people recognise it.
             * @example csk_live_7Kd2
             */
            hint: string;
        } | null;
        /**
         * ApiKey
         * @description An API key: who holds it, what it may do, and how long.
         */
        ApiKey: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Who holds the key: a portal, or a member of the staff.
             * @example Portal CUS Bełżyce
             */
            owner: string;
            /**
             * @description What the key is for; null when not told.
             * @example Lista członków na stronie głównej
             */
            label: string | null;
            /**
             * @description Whether a partner or the staff of the Observatory holds the key. Vocabulary: key_audience.
             * @example partner
             * @enum {string}
             */
            audience: "partner" | "staff";
            /** @description What the key may do. A partner's key may have `contacts:read` and `webhooks` only. */
            scopes: string[];
            /**
             * @description First characters of the text of the key, by which people recognise it.
             * @example csk_live_7Kd2
             */
            hint: string;
            /**
             * @description The text of the key, for the header Authorization. Shown in the one answer that made the key, and null in every other.
             * @example null
             */
            key: string | null;
            /**
             * Format: date-time
             * @description When the key begins to be valid.
             * @example 2026-11-21T09:00:00.000000Z
             */
            not_before: string;
            /**
             * Format: date-time
             * @description When the key ceases to be valid, at most twelve months after it begins.
             * @example 2027-02-19T09:00:00.000000Z
             */
            expires_at: string;
            /**
             * Format: date-time
             * @description When the key was revoked; null while it is not.
             * @example null
             */
            revoked_at: string | null;
            replaced_by: components["schemas"]["NullableApiKeySummary"];
            /**
             * Format: date-time
             * @description When the key was last used, half a minute late at most; null when it never was.
             * @example 2026-11-21T09:00:00.000000Z
             */
            last_used_at: string | null;
            created_by: components["schemas"]["NullableApiKeySummary"];
            /**
             * Format: date-time
             * @description When the record was made, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            created_at: string;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
        };
        /**
         * ApiKeyPrototype
         * @description A key to be made.
         */
        ApiKeyPrototype: {
            /**
             * @description Who holds the key: a portal, or a member of the staff.
             * @example Portal CUS Bełżyce
             */
            owner: string;
            /**
             * @description What the key is for; null when not told.
             * @example Lista członków na stronie głównej
             */
            label?: string | null;
            /**
             * @description Whether a partner or the staff of the Observatory holds the key. Vocabulary: key_audience.
             * @example partner
             * @enum {string}
             */
            audience: "partner" | "staff";
            /** @description What the key may do. A partner's key may have `contacts:read` and `webhooks` only. */
            scopes: string[];
            /**
             * Format: date-time
             * @description When the key begins to be valid; at once when absent.
             * @example 2026-11-21T09:00:00.000000Z
             */
            not_before?: string;
            /**
             * Format: date-time
             * @description When the key ceases to be valid; when absent after 90 days for staff and twelve months for a partner, but not after the key that makes it.
             * @example 2027-02-19T09:00:00.000000Z
             */
            expires_at?: string;
        };
        /**
         * ApiKeyPatch
         * @description What is to change of a key (RFC 7396): what is absent stays, null clears.
         */
        ApiKeyPatch: {
            /**
             * @description Who holds the key: a portal, or a member of the staff.
             * @example Portal CUS Bełżyce
             */
            owner?: string;
            /**
             * @description What the key is for; null when not told.
             * @example Lista członków na stronie głównej
             */
            label?: string | null;
            /** @description What the key may do. A partner's key may have `contacts:read` and `webhooks` only. */
            scopes?: string[];
            /**
             * Format: date-time
             * @description When the key ceases to be valid, at most twelve months after it begins.
             * @example 2027-02-19T09:00:00.000000Z
             */
            expires_at?: string;
        };
        /**
         * ApiKeyRotation
         * @description How a key is to be replaced by a new one.
         */
        ApiKeyRotation: {
            /**
             * Format: int32
             * @description Seconds that the old key stays valid beside the new one, at most seven days, which is also what is meant when it is absent.
             * @example 3600
             */
            grace_seconds?: number;
        };
        /**
         * KeyRateLimit
         * @description How often a key may be used.
         */
        KeyRateLimit: {
            /**
             * Format: int32
             * @description Requests in a window.
             * @example 6000
             */
            requests: number;
            /**
             * Format: int32
             * @description Length of a window in seconds.
             * @example 60
             */
            window_seconds: number;
        };
        /**
         * Me
         * @description The key that a request came with, as it knows itself.
         */
        Me: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Who holds the key: a portal, or a member of the staff.
             * @example Portal CUS Bełżyce
             */
            owner: string;
            /**
             * @description What the key is for; null when not told.
             * @example Lista członków na stronie głównej
             */
            label: string | null;
            /**
             * @description Whether a partner or the staff of the Observatory holds the key. Vocabulary: key_audience.
             * @example partner
             * @enum {string}
             */
            audience: "partner" | "staff";
            /** @description What the key may do. A partner's key may have `contacts:read` and `webhooks` only. */
            scopes: string[];
            /**
             * @description First characters of the text of the key, by which people recognise it.
             * @example csk_live_7Kd2
             */
            hint: string;
            /**
             * Format: date-time
             * @description When the key begins to be valid.
             * @example 2026-11-21T09:00:00.000000Z
             */
            not_before: string;
            /**
             * Format: date-time
             * @description When the key ceases to be valid, at most twelve months after it begins.
             * @example 2027-02-19T09:00:00.000000Z
             */
            expires_at: string;
            rate_limit: components["schemas"]["KeyRateLimit"];
        };
        /**
         * ApiKeyCollection
         * @description One page of a list of ApiKey records.
         */
        ApiKeyCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["ApiKey"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * PostSummary
         * @description A post in an organisation.
         */
        PostSummary: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description What the post is; null when not told. Vocabulary: post_role.
             * @example head
             * @enum {string|null}
             */
            role: "head" | "deputy_head" | "services_organiser" | "assistance_organiser" | "plan_coordinator" | "community_organiser" | "social_worker" | "chair" | "president_of_board" | "office_manager" | "mayor_rural" | "mayor_town" | "mayor_city" | "voivodeship_marshal" | "minister" | "adviser" | "coordinator" | "other" | null;
            /**
             * @description Title in the nominative; null when no post is printed.
             * @example Dyrektor
             */
            title: string | null;
        };
        /**
         * NullableOrganisationSummary
         * @description An organisation in short. Null when there is none.
         */
        NullableOrganisationSummary: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example cus-belzyce
             */
            slug: string;
            /**
             * @description Official name.
             * @example Centrum Usług Społecznych w Bełżycach
             */
            name: string;
            /**
             * @description Short name.
             * @example CUS Bełżyce
             */
            short_name: string;
            /**
             * @description What the organisation is. Vocabulary: organisation_kind.
             * @example cus
             * @enum {string}
             */
            kind: "cus" | "ops" | "gops" | "mgops" | "mops" | "mopr" | "pcpr" | "rops" | "voivodeship_office" | "marshal_office" | "voivodeship_government" | "gmina" | "powiat" | "ministry" | "department" | "body" | "office" | "foundation" | "association" | "ngo" | "social_economy_entity" | "social_enterprise" | "observatory" | "university" | "portal" | "venue" | "convention" | "other";
        } | null;
        /**
         * NullablePostSummary
         * @description A post in an organisation. Null when there is none.
         */
        NullablePostSummary: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description What the post is; null when not told. Vocabulary: post_role.
             * @example head
             * @enum {string|null}
             */
            role: "head" | "deputy_head" | "services_organiser" | "assistance_organiser" | "plan_coordinator" | "community_organiser" | "social_worker" | "chair" | "president_of_board" | "office_manager" | "mayor_rural" | "mayor_town" | "mayor_city" | "voivodeship_marshal" | "minister" | "adviser" | "coordinator" | "other" | null;
            /**
             * @description Title in the nominative; null when no post is printed.
             * @example Dyrektor
             */
            title: string | null;
        } | null;
        /**
         * NullablePersonSummary
         * @description A person, in the short form. Null when there is none.
         */
        NullablePersonSummary: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example anna-ostasz
             */
            slug: string;
            /**
             * @description Academic title and names.
             * @example Anna Ostasz
             */
            display_name: string;
        } | null;
        /**
         * Contact
         * @description A way to reach an organisation or a post, whoever holds it. Only what is public is shown; null otherwise.
         */
        Contact: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example kontakt-przewodniczacej
             */
            slug: string;
            organisation: components["schemas"]["NullableOrganisationSummary"];
            post: components["schemas"]["NullablePostSummary"];
            /**
             * @description Heading over the contact as printed; null when none is printed.
             * @example Kontakt do Przewodniczącej Konwentu
             */
            heading: string | null;
            printed_holder: components["schemas"]["NullablePersonSummary"];
            /**
             * Format: email
             * @description E-mail address; null when there is none to show.
             * @example dyrektor@cusopolelubelskie.pl
             */
            email: string | null;
            /**
             * @description Telephone number (E.164); null when there is none to show.
             * @example +48818272694
             */
            phone: string | null;
            /**
             * @description Telephone number as printed.
             * @example 81 8272694
             */
            phone_printed: string | null;
            /**
             * @description Fixed or mobile. Vocabulary: phone_kind.
             * @example fixed
             * @enum {string|null}
             */
            phone_kind: "fixed" | "mobile" | null;
            /**
             * @description Street and number.
             * @example ul. Frezerów 3
             */
            street: string | null;
            /**
             * @description Postal code.
             * @example 20-209
             */
            postal_code: string | null;
            /**
             * @description Post town.
             * @example Lublin
             */
            locality: string | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * NullableEarlierAppointment
         * @description An earlier appointment to the same post, in short. Null when there is none.
         */
        NullableEarlierAppointment: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            person: components["schemas"]["PersonSummary"];
            /**
             * @description In what capacity. Vocabulary: appointment_capacity.
             * @example acting
             * @enum {string}
             */
            capacity: "substantive" | "acting" | "deputy" | "unknown";
            /**
             * @description The post as printed.
             * @example p.o. Dyrektora
             */
            printed_post: string | null;
            /**
             * Format: date
             * @description Last day on which a dated source shows the person in the post.
             * @example 2021-09-16
             */
            last_attested_on: string | null;
        } | null;
        /**
         * NullableEventSummary
         * @description An event, in the short form. Null when there is none.
         */
        NullableEventSummary: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example konferencja-2022-11-21
             */
            slug: string;
            /**
             * @description Title.
             * @example Zjazd wyborczy
             */
            title: string;
            date: components["schemas"]["UncertainDate"];
        } | null;
        /**
         * Appointment
         * @description A person in a post of an organisation, over a period that may be uncertain.
         */
        Appointment: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            person: components["schemas"]["PersonSummary"];
            organisation: components["schemas"]["OrganisationSummary"];
            post: components["schemas"]["PostSummary"];
            /**
             * @description In what capacity the post is held. Vocabulary: appointment_capacity.
             * @example substantive
             * @enum {string}
             */
            capacity: "substantive" | "acting" | "deputy" | "unknown";
            /**
             * @description The post as printed beside the name; null when none is printed.
             * @example Dyrektor
             */
            printed_post: string | null;
            /** @description Days on which dated sources show the person in the post, in order; empty when the sources are undated. */
            attested_on: string[];
            appointed_by: components["schemas"]["NullableOrganisationSummary"];
            /**
             * @description Who entrusted the post, as printed; null when not told.
             * @example Zarząd Fundacji Konwent Klubów i Centrów Integracji Społecznej
             */
            appointed_by_printed: string | null;
            predecessor: components["schemas"]["NullableEarlierAppointment"];
            until_event: components["schemas"]["NullableEventSummary"];
            started: components["schemas"]["UncertainDate"];
            ended: components["schemas"]["UncertainDate"];
            /**
             * @description Remark of the keepers of the registry.
             * @example Exact post not printed.
             */
            note: string | null;
            /**
             * @description Whether the record surely or only possibly holds on the day `as_of`; null when no `as_of` was asked, or the record does not hold on that day.
             * @example certain
             * @enum {string|null}
             */
            certainty: "certain" | "possible" | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Public contacts of the post. Null unless `include` asks for it. */
            contacts: components["schemas"]["ContactBase"][] | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * ContactBase
         * @description A way to reach an organisation or a post, whoever holds it. Only what is public is shown; null otherwise. Without related records.
         */
        ContactBase: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example kontakt-przewodniczacej
             */
            slug: string;
            organisation: components["schemas"]["NullableOrganisationSummary"];
            post: components["schemas"]["NullablePostSummary"];
            /**
             * @description Heading over the contact as printed; null when none is printed.
             * @example Kontakt do Przewodniczącej Konwentu
             */
            heading: string | null;
            printed_holder: components["schemas"]["NullablePersonSummary"];
            /**
             * Format: email
             * @description E-mail address; null when there is none to show.
             * @example dyrektor@cusopolelubelskie.pl
             */
            email: string | null;
            /**
             * @description Telephone number (E.164); null when there is none to show.
             * @example +48818272694
             */
            phone: string | null;
            /**
             * @description Telephone number as printed.
             * @example 81 8272694
             */
            phone_printed: string | null;
            /**
             * @description Fixed or mobile. Vocabulary: phone_kind.
             * @example fixed
             * @enum {string|null}
             */
            phone_kind: "fixed" | "mobile" | null;
            /**
             * @description Street and number.
             * @example ul. Frezerów 3
             */
            street: string | null;
            /**
             * @description Postal code.
             * @example 20-209
             */
            postal_code: string | null;
            /**
             * @description Post town.
             * @example Lublin
             */
            locality: string | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
        };
        /**
         * EligibilityEvidence
         * @description A fact that a rule was decided on.
         */
        EligibilityEvidence: {
            /**
             * @description What it is a fact about. Vocabulary: evidence_fact.
             * @example kind_family
             * @enum {string}
             */
            fact: "member_type" | "organisation_kind" | "kind_family" | "statement" | "membership";
            /**
             * @description The fact, as a term of its vocabulary.
             * @example ops
             */
            value: string;
            /**
             * @description The fact in Polish.
             * @example ośrodki pomocy (OPS, GOPS, MGOPS, MOPS, MOPR)
             */
            label_pl: string;
            /**
             * @description The fact in English.
             * @example assistance centres (OPS, GOPS, MGOPS, MOPS, MOPR)
             */
            label_en: string;
            since: components["schemas"]["UncertainDate"];
            /**
             * @description Source that prints it, see /sources; null when none does.
             * @example s000
             */
            source: string | null;
            /**
             * @description Where in the source: a line number; null for the whole.
             * @example 16
             */
            locator: string | null;
        };
        /**
         * MissingEvidence
         * @description A fact without which a rule cannot be decided.
         */
        MissingEvidence: {
            /**
             * @description What it would be a fact about. Vocabulary: evidence_fact.
             * @example statement
             * @enum {string}
             */
            fact: "member_type" | "organisation_kind" | "kind_family" | "statement" | "membership";
            /**
             * @description The fact, where it can be one only; null otherwise.
             * @example assistance_centre_becoming_cus
             */
            value: string | null;
            /**
             * @description The fact in Polish.
             * @example chce przekształcić się w centrum usług społecznych
             */
            label_pl: string;
            /**
             * @description The fact in English.
             * @example wants to transform into a social service centre
             */
            label_en: string;
        };
        /**
         * EligibilityRuleVerdict
         * @description What one rule of a tier says of an applicant.
         */
        EligibilityRuleVerdict: {
            /**
             * @description Stable code of the rule.
             * @example assistance_centre_becoming_cus
             */
            code: string;
            /**
             * @description Whether the applicant meets the rule. Vocabulary: rule_outcome.
             * @example pass
             * @enum {string}
             */
            outcome: "pass" | "fail" | "unknown";
            /**
             * @description The rule as printed.
             * @example Ośrodki Pomocy Społecznej chcące się przekształcić w Centrum
             */
            text_pl: string;
            /**
             * @description The rule in English.
             * @example Social assistance centres that want to transform into a Social Service Centre
             */
            text_en: string;
            /**
             * @description Why so, in Polish.
             * @example Organizacja (miejski ośrodek pomocy rodzinie) należy do rodziny: ośrodki pomocy.
             */
            reason_pl: string;
            /**
             * @description Why so, in English.
             * @example The organisation (municipal family assistance centre) is of the family: assistance centres.
             */
            reason_en: string;
            /** @description Facts that the outcome rests on. */
            evidence: components["schemas"]["EligibilityEvidence"][];
            /** @description Facts without which the rule cannot be decided. */
            missing: components["schemas"]["MissingEvidence"][];
        };
        /**
         * TierEligibility
         * @description Whether a tier of membership is open to an applicant. One rule that passes opens it.
         */
        TierEligibility: {
            /**
             * @description The tier. Vocabulary: membership_tier.
             * @example ordinary
             * @enum {string}
             */
            tier: "ordinary" | "supporting" | "honorary";
            /**
             * @description Polish name of the tier.
             * @example członek zwyczajny
             */
            name_pl: string;
            /**
             * @description English name of the tier.
             * @example ordinary member
             */
            name_en: string;
            /**
             * @description Whether the tier is open to the applicant. Vocabulary: eligibility_outcome.
             * @example eligible
             * @enum {string}
             */
            outcome: "eligible" | "not_eligible" | "unknown";
            /** @description The rules of the tier, in the printed order. */
            rules: components["schemas"]["EligibilityRuleVerdict"][];
        };
        /**
         * EligibilityCheck
         * @description Which tiers of membership are open to an organisation or a person, rule by rule.
         */
        EligibilityCheck: {
            organisation: components["schemas"]["NullableOrganisationSummary"];
            person: components["schemas"]["NullablePersonSummary"];
            /**
             * Format: date
             * @description Day of the check, whose state of the registry it tells.
             * @example 2026-11-21
             */
            checked_on: string;
            /** @description What the applicant states that no register tells, by the code of the rule that asks for it. */
            statements: ("assistance_centre_becoming_cus" | "other_in_social_services")[];
            /** @description The tiers, in the printed order. */
            tiers: components["schemas"]["TierEligibility"][];
        };
        /**
         * OrganisationIdentity
         * @description Names an organisation by id or by slug.
         * @example {
         *       "slug": "cus-belzyce"
         *     }
         */
        OrganisationIdentity: {
            /**
             * Format: uuid
             * @description Id of the organisation.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id?: string;
            /**
             * @description Slug of the organisation, a former one too.
             * @example cus-belzyce
             */
            slug?: string;
        };
        /**
         * PersonIdentity
         * @description Names a person by id or by slug.
         * @example {
         *       "slug": "anna-ostasz"
         *     }
         */
        PersonIdentity: {
            /**
             * Format: uuid
             * @description Id of the person.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id?: string;
            /**
             * @description Slug of the person, a former one too.
             * @example anna-ostasz
             */
            slug?: string;
        };
        /**
         * EligibilityCheckPrototype
         * @description Whose eligibility to check: either an organisation or a person, and what it states.
         * @example {
         *       "organisation": {
         *         "slug": "mopr-chelm"
         *       },
         *       "statements": [
         *         "assistance_centre_becoming_cus"
         *       ]
         *     }
         */
        EligibilityCheckPrototype: {
            organisation?: components["schemas"]["OrganisationIdentity"];
            person?: components["schemas"]["PersonIdentity"];
            /** @description What the applicant states that no register tells, by the code of the rule that asks for it. */
            statements?: ("assistance_centre_becoming_cus" | "other_in_social_services")[];
        };
        /**
         * EligibilityOverride
         * @description Decides although the rules of eligibility do not say so.
         */
        EligibilityOverride: {
            /**
             * @description Why; it is kept with the decision.
             * @example Decyzja Rady z uwagi na współpracę przy pilotażu.
             */
            reason: string;
        };
        /**
         * NullableDeclarationSummary
         * @description A declaration in short. Null when there is none.
         */
        NullableDeclarationSummary: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example deklaracja-2021-09-16
             */
            slug: string;
            /**
             * @description Title.
             * @example Deklaracja założycielska
             */
            title: string;
        } | null;
        /**
         * Membership
         * @description The membership of one organisation or person in the Konwent.
         */
        Membership: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Whether the member is an organisation or a person. Vocabulary: member_type.
             * @example organisation
             * @enum {string}
             */
            member_type: "organisation" | "person";
            organisation: components["schemas"]["NullableOrganisationSummary"];
            person: components["schemas"]["NullablePersonSummary"];
            /**
             * @description Tier of membership. Vocabulary: membership_tier.
             * @example ordinary
             * @enum {string}
             */
            tier: "ordinary" | "supporting" | "honorary";
            /**
             * @description What the tier rests on. Vocabulary: tier_basis.
             * @example inferred
             * @enum {string}
             */
            tier_basis: "printed" | "inferred" | "decided";
            /**
             * @description What an inferred or decided tier rests on; null when the tier is printed.
             * @example Listed among the founding members.
             */
            tier_basis_note: string | null;
            /**
             * @description Whether the member is one of the founders.
             * @example true
             */
            founder: boolean;
            /**
             * @description Whether the founding declaration was signed in the name of the member.
             * @example true
             */
            founding_signatory: boolean;
            /**
             * @description State of the membership as last recorded. Vocabulary: membership_status.
             * @example active
             * @enum {string}
             */
            status: "candidate" | "active" | "suspended" | "ended";
            joined: components["schemas"]["UncertainDate"];
            ended: components["schemas"]["UncertainDate"];
            declaration: components["schemas"]["NullableDeclarationSummary"];
            representative: components["schemas"]["NullablePersonSummary"];
            /**
             * Format: uuid
             * @description Id of the membership in another tier that this one continues without a break; null when it continues none.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            continues: string | null;
            /**
             * @description Whether the record surely or only possibly holds on the day `as_of`; null when no `as_of` was asked, or the record does not hold on that day.
             * @example certain
             * @enum {string|null}
             */
            certainty: "certain" | "possible" | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description What happened to the membership after it began, in its order. Null unless `include` asks for it. */
            course: components["schemas"]["MembershipEvent"][] | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * MembershipEvent
         * @description A step in the course of a membership after it began.
         */
        MembershipEvent: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description What happened. Vocabulary: membership_event_kind.
             * @example suspended
             * @enum {string}
             */
            kind: "suspended" | "resumed" | "tier_changed" | "ended";
            effective: components["schemas"]["UncertainDate"];
            /**
             * @description The new tier; null unless the tier changed. Vocabulary: membership_tier.
             * @example supporting
             * @enum {string|null}
             */
            tier: "ordinary" | "supporting" | "honorary" | null;
            /**
             * @description What it rests on, such as the number of a resolution.
             * @example Uchwała nr 7/2026 Rady Konwentu
             */
            basis: string;
            declaration: components["schemas"]["NullableDeclarationSummary"];
            /**
             * @description Why the tier changed although the rules of eligibility do not say so; for those who decide, null for everybody else.
             * @example Decyzja Rady.
             */
            override_reason: string | null;
        };
        /**
         * DeclarationIdentity
         * @description Names a declaration by id or by slug.
         * @example {
         *       "slug": "deklaracja-2021-09-16"
         *     }
         */
        DeclarationIdentity: {
            /**
             * Format: uuid
             * @description Id of the declaration.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id?: string;
            /**
             * @description Slug of the declaration, a former one too.
             * @example deklaracja-2021-09-16
             */
            slug?: string;
        };
        /**
         * MembershipPause
         * @description Since when a membership is suspended or resumed, and on what basis.
         * @example {
         *       "effective_on": "2026-11-20",
         *       "basis": "Uchwała nr 7/2026 Rady Konwentu"
         *     }
         */
        MembershipPause: {
            /**
             * Format: date
             * @description Day from which it holds; not in the future, not before the last step.
             * @example 2026-11-20
             */
            effective_on: string;
            /**
             * @description What it rests on, such as the number of a resolution.
             * @example Uchwała nr 7/2026 Rady Konwentu
             */
            basis: string;
            declaration?: components["schemas"]["DeclarationIdentity"];
        };
        /**
         * MembershipTierChange
         * @description To which tier a member goes over, since when and on what basis.
         * @example {
         *       "effective_on": "2026-11-20",
         *       "basis": "Uchwała nr 7/2026 Rady Konwentu",
         *       "tier": "supporting"
         *     }
         */
        MembershipTierChange: {
            /**
             * Format: date
             * @description Day from which it holds; not in the future, not before the last step.
             * @example 2026-11-20
             */
            effective_on: string;
            /**
             * @description The new tier. Vocabulary: membership_tier.
             * @example supporting
             * @enum {string}
             */
            tier: "ordinary" | "supporting" | "honorary";
            /**
             * @description What it rests on, such as the number of a resolution.
             * @example Uchwała nr 7/2026 Rady Konwentu
             */
            basis: string;
            declaration?: components["schemas"]["DeclarationIdentity"];
            /** @description What the applicant states that no register tells, by the code of the rule that asks for it. */
            statements?: ("assistance_centre_becoming_cus" | "other_in_social_services")[];
            override?: components["schemas"]["EligibilityOverride"];
        };
        /**
         * UncertainDatePrototype
         * @description A date as far as it is known: `on` alone when it is exact, one bound or both otherwise; what is left out is not known.
         */
        UncertainDatePrototype: {
            /**
             * Format: date
             * @description The exact day.
             * @example 2021-09-16
             */
            on?: string | null;
            /**
             * Format: date
             * @description Earliest possible day, inclusive.
             * @example 2021-09-16
             */
            not_before?: string | null;
            /**
             * Format: date
             * @description Latest possible day, inclusive.
             * @example 2021-09-16
             */
            not_after?: string | null;
        };
        /**
         * MembershipEnd
         * @description When a membership ends, as far as it is known, and on what basis.
         * @example {
         *       "ended": {
         *         "on": "2026-11-20"
         *       },
         *       "basis": "Uchwała nr 7/2026 Rady Konwentu"
         *     }
         */
        MembershipEnd: {
            ended: components["schemas"]["UncertainDatePrototype"];
            /**
             * @description What it rests on, such as the number of a resolution.
             * @example Uchwała nr 7/2026 Rady Konwentu
             */
            basis: string;
            declaration?: components["schemas"]["DeclarationIdentity"];
        };
        /**
         * Signatory
         * @description A signature under a declaration: who signed, for whom, in which post at that time.
         */
        Signatory: {
            /**
             * Format: int32
             * @description Place in the whole order of signatures.
             * @example 1
             */
            no: number;
            /**
             * @description In which list the signature stands. Vocabulary: signatory_role.
             * @example founding_ordinary
             * @enum {string}
             */
            role: "founding_ordinary" | "founding_supporting" | "applicant";
            /**
             * Format: int32
             * @description Place within that list.
             * @example 1
             */
            list_no: number;
            organisation: components["schemas"]["NullableOrganisationSummary"];
            person: components["schemas"]["NullablePersonSummary"];
            /**
             * @description Post as printed beside the signature, at that time; null when none is printed.
             * @example Dyrektor
             */
            printed_post: string | null;
            /**
             * @description Capacity at that time. Vocabulary: appointment_capacity.
             * @example substantive
             * @enum {string}
             */
            capacity: "substantive" | "acting" | "deputy" | "unknown";
        };
        /**
         * Declaration
         * @description A declaration by which organisations or people found, join or leave the Konwent, with its signatories in order.
         */
        Declaration: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example deklaracja-2021-09-16
             */
            slug: string;
            /**
             * @description Founding, accession or withdrawal. Vocabulary: declaration_kind.
             * @example founding
             * @enum {string}
             */
            kind: "founding" | "accession" | "withdrawal";
            /**
             * @description State of the proceedings. Vocabulary: declaration_status.
             * @example accepted
             * @enum {string}
             */
            status: "draft" | "submitted" | "accepted" | "rejected" | "withdrawn";
            /**
             * @description Name of the document.
             * @example Deklaracja założycielska
             */
            title: string;
            /**
             * @description Tier that the signatories ask for; null when the declaration names none. Vocabulary: membership_tier.
             * @example ordinary
             * @enum {string|null}
             */
            tier: "ordinary" | "supporting" | "honorary" | null;
            /** @description What the applicant states that no register tells, by the code of the rule that asks for it. */
            statements: ("assistance_centre_becoming_cus" | "other_in_social_services")[];
            signed: components["schemas"]["UncertainDate"];
            /**
             * @description Place of signing as printed; null when not printed.
             * @example Lublin, Obserwatorium CUS
             */
            place: string | null;
            event: components["schemas"]["NullableEventSummary"];
            /** @description Signatures in their order. */
            signatories: components["schemas"]["Signatory"][];
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Memberships that the declaration made. Null unless `include` asks for it. */
            memberships: components["schemas"]["MembershipBase"][] | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * DeclarationAcceptance
         * @description How a declaration is accepted.
         * @example {
         *       "decided_on": "2026-11-20",
         *       "tier": "ordinary",
         *       "basis": "Uchwała nr 5/2026 Rady Konwentu"
         *     }
         */
        DeclarationAcceptance: {
            /**
             * Format: date
             * @description Day of the decision; not in the future and not before the signing.
             * @example 2026-11-20
             */
            decided_on: string;
            /**
             * @description Tier for all the signatories; by default the one that the declaration asks for, or in a founding one that of the list. Vocabulary: membership_tier.
             * @example ordinary
             * @enum {string}
             */
            tier?: "ordinary" | "supporting" | "honorary";
            joined?: components["schemas"]["UncertainDatePrototype"];
            ended?: components["schemas"]["UncertainDatePrototype"];
            /**
             * @description What it rests on, such as the number of a resolution.
             * @example Uchwała nr 5/2026 Rady Konwentu
             */
            basis?: string;
            override?: components["schemas"]["EligibilityOverride"];
        };
        /**
         * DeclarationRejection
         * @description How a declaration is rejected.
         * @example {
         *       "decided_on": "2026-11-20",
         *       "reason": "Wnioskodawca nie działa w sektorze usług społecznych."
         *     }
         */
        DeclarationRejection: {
            /**
             * Format: date
             * @description Day of the decision; not in the future and not before the signing.
             * @example 2026-11-20
             */
            decided_on: string;
            /**
             * @description Why.
             * @example Wnioskodawca nie działa w sektorze usług społecznych.
             */
            reason: string;
            /**
             * @description What it rests on, such as the number of a resolution.
             * @example Uchwała nr 5/2026 Rady Konwentu
             */
            basis?: string;
        };
        /**
         * DecisionApplicant
         * @description On whom it was decided, with the check of eligibility as it stood on that day.
         */
        DecisionApplicant: {
            /**
             * Format: int32
             * @description Place in the order of the signatures.
             * @example 1
             */
            no: number;
            organisation: components["schemas"]["NullableOrganisationSummary"];
            person: components["schemas"]["NullablePersonSummary"];
            /**
             * @description Tier that was decided on; null when none was asked for. Vocabulary: membership_tier.
             * @example ordinary
             * @enum {string|null}
             */
            tier: "ordinary" | "supporting" | "honorary" | null;
            /**
             * Format: date
             * @description Day of the check.
             * @example 2026-11-20
             */
            checked_on: string;
            /** @description What the applicant states that no register tells, by the code of the rule that asks for it. */
            statements: ("assistance_centre_becoming_cus" | "other_in_social_services")[];
            /** @description What the rules of each tier said. */
            tiers: components["schemas"]["TierEligibility"][];
        };
        /**
         * DeclarationDecision
         * @description What was decided on a declaration, for those who take part in deciding.
         */
        DeclarationDecision: {
            declaration: components["schemas"]["DeclarationSummary"];
            /**
             * @description Accepted or rejected. Vocabulary: decision_outcome.
             * @example accepted
             * @enum {string}
             */
            outcome: "accepted" | "rejected";
            /**
             * Format: date
             * @description Day of the decision.
             * @example 2026-11-20
             */
            decided_on: string;
            /**
             * @description Tier for all the applicants; null when each has that of its list, and with a withdrawal. Vocabulary: membership_tier.
             * @example ordinary
             * @enum {string|null}
             */
            tier: "ordinary" | "supporting" | "honorary" | null;
            effective: components["schemas"]["UncertainDate"];
            /**
             * @description What it rests on, such as the number of a resolution.
             * @example Uchwała nr 5/2026 Rady Konwentu
             */
            basis: string | null;
            /**
             * @description Why it was rejected; null when it was accepted.
             * @example Wnioskodawca nie działa w sektorze usług społecznych.
             */
            reason: string | null;
            /**
             * @description Why it was decided so although the rules of eligibility do not say so; null when they do.
             * @example Decyzja Rady.
             */
            override_reason: string | null;
            /** @description On whom it was decided, in the order of the signatures. */
            applicants: components["schemas"]["DecisionApplicant"][];
            /**
             * Format: date-time
             * @description When the decision was entered, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            decided_at: string;
        };
        /**
         * MembershipBase
         * @description The membership of one organisation or person in the Konwent. Without related records.
         */
        MembershipBase: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Whether the member is an organisation or a person. Vocabulary: member_type.
             * @example organisation
             * @enum {string}
             */
            member_type: "organisation" | "person";
            organisation: components["schemas"]["NullableOrganisationSummary"];
            person: components["schemas"]["NullablePersonSummary"];
            /**
             * @description Tier of membership. Vocabulary: membership_tier.
             * @example ordinary
             * @enum {string}
             */
            tier: "ordinary" | "supporting" | "honorary";
            /**
             * @description What the tier rests on. Vocabulary: tier_basis.
             * @example inferred
             * @enum {string}
             */
            tier_basis: "printed" | "inferred" | "decided";
            /**
             * @description What an inferred or decided tier rests on; null when the tier is printed.
             * @example Listed among the founding members.
             */
            tier_basis_note: string | null;
            /**
             * @description Whether the member is one of the founders.
             * @example true
             */
            founder: boolean;
            /**
             * @description Whether the founding declaration was signed in the name of the member.
             * @example true
             */
            founding_signatory: boolean;
            /**
             * @description State of the membership as last recorded. Vocabulary: membership_status.
             * @example active
             * @enum {string}
             */
            status: "candidate" | "active" | "suspended" | "ended";
            joined: components["schemas"]["UncertainDate"];
            ended: components["schemas"]["UncertainDate"];
            declaration: components["schemas"]["NullableDeclarationSummary"];
            representative: components["schemas"]["NullablePersonSummary"];
            /**
             * Format: uuid
             * @description Id of the membership in another tier that this one continues without a break; null when it continues none.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            continues: string | null;
            /**
             * @description Whether the record surely or only possibly holds on the day `as_of`; null when no `as_of` was asked, or the record does not hold on that day.
             * @example certain
             * @enum {string|null}
             */
            certainty: "certain" | "possible" | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
        };
        /**
         * EventTitle
         * @description Another title under which the event is printed.
         */
        EventTitle: {
            /**
             * Format: int32
             * @description Place in the order, from 1.
             * @example 1
             */
            no: number;
            /**
             * @description The title.
             * @example Centra Usług Społecznych jako zintegrowany system usługowy na poziomie lokalnym. Prezentacja wyników pilotażu
             */
            title: string;
            /**
             * @description Where it stands.
             * @example welcome screen
             */
            printed_where: string;
        };
        /**
         * EventParticipant
         * @description Who organises, hosts, attends or reports an event.
         */
        EventParticipant: {
            /**
             * Format: int32
             * @description Place in the order, from 1.
             * @example 1
             */
            no: number;
            /**
             * @description What the participant does. Vocabulary: event_role.
             * @example organiser
             * @enum {string}
             */
            role: "organiser" | "host" | "opening" | "letter_author" | "lecturer" | "moderator" | "panellist" | "presenter" | "closing" | "attendee" | "reporter" | "photographer";
            person: components["schemas"]["NullablePersonSummary"];
            organisation: components["schemas"]["NullableOrganisationSummary"];
            /**
             * @description A group as printed, when neither a person nor one organisation is named.
             * @example przedstawiciele Uczelni Wyższych
             */
            group_name: string | null;
            /**
             * @description Post as printed beside the person; null when none is printed.
             * @example Marszałek Województwa Lubelskiego
             */
            printed_post: string | null;
            /**
             * @description In the hall or online; null when not told. Vocabulary: participation_mode.
             * @example on_site
             * @enum {string|null}
             */
            mode: "on_site" | "online" | null;
            /**
             * @description Whether the mode is printed or inferred. Vocabulary: fact_basis.
             * @example printed
             * @enum {string|null}
             */
            mode_basis: "printed" | "inferred" | null;
        };
        /**
         * Speaker
         * @description Who speaks in a programme item, or whose letter is read.
         */
        Speaker: {
            /**
             * Format: int32
             * @description Place in the order, from 1.
             * @example 1
             */
            no: number;
            /**
             * @description What the person does. Vocabulary: event_role.
             * @example lecturer
             * @enum {string}
             */
            role: "organiser" | "host" | "opening" | "letter_author" | "lecturer" | "moderator" | "panellist" | "presenter" | "closing" | "attendee" | "reporter" | "photographer";
            person: components["schemas"]["PersonSummary"];
            organisation: components["schemas"]["NullableOrganisationSummary"];
            /**
             * @description Whether the person was there; null when not told.
             * @example true
             */
            present: boolean | null;
        };
        /**
         * ProgrammeItem
         * @description An item of the programme.
         */
        ProgrammeItem: {
            /**
             * Format: int32
             * @description Place in the order, from 1.
             * @example 1
             */
            no: number;
            /**
             * @description Kind of item. Vocabulary: programme_item_kind.
             * @example presentation
             * @enum {string}
             */
            kind: "opening" | "letter_read" | "lecture" | "panel" | "presentation" | "closing" | "other";
            /**
             * @description Title; null when none is printed.
             * @example Model Usług Społecznych w Gminie Bełżyce
             */
            title: string | null;
            about: components["schemas"]["NullableOrganisationSummary"];
            /** @description Who speaks, in order. */
            speakers: components["schemas"]["Speaker"][];
        };
        /**
         * EventLink
         * @description A page about the event: facts and a link, never its text.
         */
        EventLink: {
            /**
             * Format: int32
             * @description Place in the order, from 1.
             * @example 1
             */
            no: number;
            /**
             * @description What the link leads to.
             * @example Relacja z konferencji CUS w Lublinie
             */
            title: string;
            /**
             * Format: uri
             * @description Address.
             * @example https://niepelnosprawnilublin.pl/relacja-z-konferencji-cus-w-lublinie/
             */
            url: string;
            author: components["schemas"]["NullablePersonSummary"];
            publisher: components["schemas"]["NullableOrganisationSummary"];
            /**
             * @description Reservation of rights; null when none is printed.
             * @example Texts and photographs may be copied only with the consent of the editors.
             */
            rights: string | null;
        };
        /**
         * Event
         * @description A conference, inauguration, congress or other gathering, with its programme and participants.
         */
        Event: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example konferencja-2022-11-21
             */
            slug: string;
            /**
             * @description Title as printed.
             * @example Centrum Usług Społecznych jako zintegrowany system usługowy na poziomie lokalnym. Prezentacja wyników pilotażu
             */
            title: string;
            /** @description Other titles under which it is printed. */
            titles: components["schemas"]["EventTitle"][];
            /**
             * @description Kind of event. Vocabulary: event_kind.
             * @example conference
             * @enum {string}
             */
            kind: "conference" | "inauguration" | "study_visit" | "training" | "election_congress" | "other";
            /**
             * @description On site, online or hybrid; null when not told. Vocabulary: event_form.
             * @example hybrid
             * @enum {string|null}
             */
            form: "on_site" | "online" | "hybrid" | null;
            /**
             * @description Planned, held or cancelled; null when no source tells. Vocabulary: event_status.
             * @example held
             * @enum {string|null}
             */
            status: "planned" | "held" | "cancelled" | null;
            date: components["schemas"]["UncertainDate"];
            /**
             * Format: date-time
             * @description Exact start, UTC; null when no hour is known.
             * @example 2021-09-16T09:00:00.000000Z
             */
            starts_at: string | null;
            /**
             * Format: date-time
             * @description Exact end, UTC; null when not known.
             * @example 2021-09-16T13:00:00.000000Z
             */
            ends_at: string | null;
            /**
             * @description Town in the nominative; null when not printed.
             * @example Lublin
             */
            place: string | null;
            venue: components["schemas"]["NullableOrganisationSummary"];
            /**
             * @description Address of the venue as printed; null when not printed.
             * @example ul. Frezerów 3
             */
            address: string | null;
            /**
             * @description Occasion as printed; null when none is printed.
             * @example Dzień Pracownika Socjalnego
             */
            occasion: string | null;
            /** @description Who takes part, in order. */
            participants: components["schemas"]["EventParticipant"][];
            /** @description Items of the programme, in order. */
            programme: components["schemas"]["ProgrammeItem"][];
            /** @description Pages about the event. */
            links: components["schemas"]["EventLink"][];
            declaration: components["schemas"]["NullableDeclarationSummary"];
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * NullableTerritoryRef
         * @description A unit of the territorial division in short. Null when there is none.
         */
        NullableTerritoryRef: {
            /**
             * @description TERYT code without the kind digit.
             * @example 0609
             */
            code: string;
            /**
             * @description Name in the nominative.
             * @example lubelski
             */
            name: string;
        } | null;
        /**
         * Territory
         * @description A unit of the territorial division of Poland by TERYT: voivodeship, powiat or gmina.
         */
        Territory: {
            /**
             * @description TERYT code without the kind digit: 2 digits a voivodeship, 4 a powiat, 6 a gmina.
             * @example 060901
             */
            code: string;
            /**
             * @description Level in the territorial division. Vocabulary: territory_level.
             * @example gmina
             * @enum {string}
             */
            level: "country" | "voivodeship" | "powiat" | "city_county" | "gmina";
            /**
             * @description Present name in the nominative.
             * @example Bełżyce
             */
            name: string;
            /**
             * @description Kind of a gmina; null for other levels. Vocabulary: gmina_kind.
             * @example urban_rural
             * @enum {string|null}
             */
            gmina_kind: "urban" | "rural" | "urban_rural" | null;
            /**
             * @description Seven-digit TERC symbol of a gmina; null for other levels.
             * @example 0609013
             */
            teryt7: string | null;
            powiat: components["schemas"]["NullableTerritoryRef"];
            voivodeship: components["schemas"]["NullableTerritoryRef"];
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Names that the unit has borne, oldest first; empty when no change of name is known. Null unless `include` asks for it. */
            names: components["schemas"]["TerritoryNameValidity"][] | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * TerritoryNameValidity
         * @description A name that a unit has borne, with the days of its validity.
         */
        TerritoryNameValidity: {
            /**
             * @description The name in the nominative.
             * @example Słupsk
             */
            name: string;
            /**
             * Format: date
             * @description First day of the name; null when not known.
             * @example 2024-01-01
             */
            valid_from: string | null;
            /**
             * Format: date
             * @description First day no longer of the name; null when it is in force or the end is not known.
             * @example 2024-01-01
             */
            valid_to: string | null;
        };
        /**
         * Contributor
         * @description An author or editor of a publication.
         */
        Contributor: {
            /**
             * Format: int32
             * @description Place in the order, from 1.
             * @example 1
             */
            no: number;
            /**
             * @description Author or editor. Vocabulary: contributor_role.
             * @example editor
             * @enum {string}
             */
            role: "author" | "editor";
            person: components["schemas"]["PersonSummary"];
        };
        /**
         * Publication
         * @description A book or paper of the knowledge base.
         */
        Publication: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example standaryzacja-uslug-spolecznych
             */
            slug: string;
            /**
             * Format: int32
             * @description Place in the printed list.
             * @example 1
             */
            no: number;
            /**
             * @description Title as printed.
             * @example Standaryzacja usług społecznych
             */
            title: string;
            /**
             * @description Kind; unspecified when the source does not tell. Vocabulary: publication_kind.
             * @example unspecified
             * @enum {string}
             */
            kind: "book" | "journal_issue" | "expert_opinion" | "handbook" | "unspecified";
            /**
             * @description Issue of a journal as printed; null for other kinds.
             * @example 1(24)
             */
            issue: string | null;
            /**
             * Format: int32
             * @description Year; null when not printed.
             * @example 2021
             */
            year: number | null;
            publisher: components["schemas"]["NullableOrganisationSummary"];
            /** @description Authors and editors in the printed order. */
            contributors: components["schemas"]["Contributor"][];
            /**
             * @description Remark of the keepers of the registry.
             * @example Title as printed.
             */
            note: string | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * LegalActTitle
         * @description A title under which an act is cited elsewhere, misprints kept.
         */
        LegalActTitle: {
            /**
             * Format: int32
             * @description Place in the order, from 1.
             * @example 1
             */
            no: number;
            /**
             * @description The title as printed.
             * @example ustawa z 19 lipca 2019 r. o realizacji usług społecznych
             */
            title: string;
            /**
             * @description Where it stands.
             * @example S000:3
             */
            printed_where: string;
        };
        /**
         * LegalAct
         * @description An act or regulation about social service centres.
         */
        LegalAct: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example ustawa-cus-2019
             */
            slug: string;
            /**
             * @description Act of parliament or regulation. Vocabulary: legal_act_kind.
             * @example act
             * @enum {string}
             */
            kind: "act" | "regulation";
            /**
             * @description Official title.
             * @example Ustawa z dnia 19 lipca 2019 r. o realizowaniu usług społecznych przez centrum usług społecznych
             */
            title: string;
            /** @description Other titles under which it is cited. */
            titles: components["schemas"]["LegalActTitle"][];
            /**
             * Format: date
             * @description Date in the title.
             * @example 2019-07-19
             */
            dated: string;
            /**
             * @description Place in the Journal of Laws (Dziennik Ustaw); null when not known.
             * @example Dz.U. 2019 poz. 1818
             */
            journal: string | null;
            /**
             * Format: date
             * @description Day of entry into force; null when not known.
             * @example 2020-01-01
             */
            in_force_from: string | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * TrainingTopic
         * @description A topic of the training of a centre's staff.
         */
        TrainingTopic: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example organizacja-spolecznosci-lokalnej
             */
            slug: string;
            /**
             * Format: int32
             * @description Place in the printed list.
             * @example 1
             */
            no: number;
            /**
             * @description Topic as printed.
             * @example Organizacja społeczności lokalnej
             */
            name: string;
            /**
             * @description Post that the training is for; null when not told. Vocabulary: post_role.
             * @example community_organiser
             * @enum {string|null}
             */
            post_role: "head" | "deputy_head" | "services_organiser" | "assistance_organiser" | "plan_coordinator" | "community_organiser" | "social_worker" | "chair" | "president_of_board" | "office_manager" | "mayor_rural" | "mayor_town" | "mayor_city" | "voivodeship_marshal" | "minister" | "adviser" | "coordinator" | "other" | null;
            /**
             * @description Act that sets the topic, see /legal-acts; null when not told.
             * @example rozporzadzenie-szkolenia-2020
             */
            legal_act: string | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * LinkedSite
         * @description A site that the knowledge base links to.
         */
        LinkedSite: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example krajowa-baza-cus
             */
            slug: string;
            /**
             * Format: int32
             * @description Place in the printed list; null when it stands elsewhere.
             * @example 2
             */
            no: number | null;
            /**
             * @description Name as printed.
             * @example Krajowa baza Centrów Usług Społecznych
             */
            name: string;
            /**
             * @description Kind of site. Vocabulary: linked_site_kind.
             * @example national_database
             * @enum {string}
             */
            kind: "government_site" | "national_database" | "convention_site" | "portal" | "other";
            /**
             * Format: uri
             * @description Address; null when not printed.
             * @example https://cusy.pl/konwent-cus/
             */
            url: string | null;
            /**
             * @description Domain as printed, when only that is printed.
             * @example CUSY.PL
             */
            printed_domain: string | null;
            run_by: components["schemas"]["NullableOrganisationSummary"];
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * CreationMode
         * @description One of the four ways in which the Act of 19 July 2019 lets a CUS come to be.
         */
        CreationMode: {
            /**
             * @description The mode. Vocabulary: creation_mode.
             * @example transformation_ops
             * @enum {string}
             */
            code: "transformation_ops" | "agreement_of_gminas" | "new_unit_over_100k" | "transformation_mopr";
            /**
             * Format: int32
             * @description Place in the order, from 1.
             * @example 1
             */
            no: number;
            /**
             * @description For which area, in Polish.
             * @example jedna gmina
             */
            area_pl: string;
            /**
             * @description For which area, in English.
             * @example one gmina
             */
            area_en: string;
            /**
             * @description Whether the assistance centre goes on beside the CUS.
             * @example false
             */
            ops_continues: boolean;
            /**
             * Format: int32
             * @description The gmina must have more inhabitants than this; null when there is no such condition.
             * @example 100000
             */
            min_population_exclusive: number | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * StructureElement
         * @description A part of the organisational structure of a CUS.
         */
        StructureElement: {
            /**
             * @description Stable code.
             * @example services_team
             */
            code: string;
            /**
             * Format: int32
             * @description Place in the order, from 1.
             * @example 1
             */
            no: number;
            /**
             * @description A single post or a team. Vocabulary: structure_element_kind.
             * @example team
             * @enum {string}
             */
            kind: "post" | "team";
            /**
             * @description Name as printed.
             * @example Zespół do spraw organizowania usług społecznych
             */
            name: string;
            /** @description Posts of a team; empty for a single post. */
            members: string[];
            /**
             * @description Cell that may be set up within the team; null when there is none.
             * @example komórka realizująca zadania z zakresu pracy socjalnej
             */
            optional_cell: string | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * ServiceArea
         * @description One of the 14 areas of social services of art. 2 (1) of the Act of 19 July 2019.
         */
        ServiceArea: {
            /**
             * @description Stable code.
             * @example family_support
             */
            code: string;
            /**
             * Format: int32
             * @description Place in the order, from 1.
             * @example 1
             */
            no: number;
            /**
             * @description Polish name in the nominative.
             * @example wspieranie rodziny
             */
            name_pl: string;
            /**
             * @description Polish name in the genitive, as the Act has it.
             * @example wspierania rodziny
             */
            name_genitive_pl: string;
            /**
             * @description English name.
             * @example family support
             */
            name_en: string;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * NullableTerritorySummary
         * @description A unit of the territorial division of Poland (TERYT) with those that it lies in. Null when there is none.
         */
        NullableTerritorySummary: {
            /**
             * @description TERYT code without the kind digit: 2 digits a voivodeship, 4 a powiat, 6 a gmina.
             * @example 060901
             */
            code: string;
            /**
             * @description Level in the territorial division. Vocabulary: territory_level.
             * @example gmina
             * @enum {string}
             */
            level: "country" | "voivodeship" | "powiat" | "city_county" | "gmina";
            /**
             * @description Present name in the nominative.
             * @example Bełżyce
             */
            name: string;
            /**
             * @description Kind of a gmina; null for other levels. Vocabulary: gmina_kind.
             * @example urban_rural
             * @enum {string|null}
             */
            gmina_kind: "urban" | "rural" | "urban_rural" | null;
            /**
             * @description Seven-digit TERC symbol of a gmina; null for other levels.
             * @example 0609013
             */
            teryt7: string | null;
            powiat: components["schemas"]["NullableTerritoryRef"];
            voivodeship: components["schemas"]["NullableTerritoryRef"];
        } | null;
        /**
         * Assertion
         * @description What a source claims, kept beside the computed figures and never put over them.
         */
        Assertion: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example 19-jednostek
             */
            slug: string;
            /**
             * @description What is claimed, in Polish.
             * @example Do Konwentu należy 19 jednostek.
             */
            claim_pl: string;
            /**
             * @description What is claimed, in English.
             * @example 19 units belong to the Konwent.
             */
            claim_en: string;
            /**
             * Format: int32
             * @description The number claimed; null when the claim is no number.
             * @example 19
             */
            value: number | null;
            /**
             * @description Whether the number counts memberships of the Konwent, so that statistics can compare it.
             * @example true
             */
            counts_memberships: boolean;
            /** @description Families of kinds that the number counts; null for all. */
            families: ("cus" | "ops" | "family_support" | "regional_policy" | "government_administration" | "self_government" | "third_sector")[] | null;
            organisation: components["schemas"]["NullableOrganisationSummary"];
            territory: components["schemas"]["NullableTerritorySummary"];
            as_of: components["schemas"]["UncertainDate"];
            /**
             * @description What the bounds of the day rest on; null when the day is printed.
             * @example The page is undated.
             */
            as_of_basis: string | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * EligibilityRule
         * @description A rule that opens a tier. An applicant who meets one rule of the tier is eligible.
         */
        EligibilityRule: {
            /**
             * @description Stable code of the rule.
             * @example social_service_centre
             */
            code: string;
            /**
             * Format: int32
             * @description Place in the order of the printed statement.
             * @example 1
             */
            no: number;
            /**
             * @description Type of member that the rule speaks of. Vocabulary: member_type.
             * @example organisation
             * @enum {string}
             */
            member_type: "organisation" | "person";
            /** @description Kinds of organisation that fit; null when a kind alone does not tell. */
            kinds: ("cus" | "ops" | "gops" | "mgops" | "mops" | "mopr" | "pcpr" | "rops" | "voivodeship_office" | "marshal_office" | "voivodeship_government" | "gmina" | "powiat" | "ministry" | "department" | "body" | "office" | "foundation" | "association" | "ngo" | "social_economy_entity" | "social_enterprise" | "observatory" | "university" | "portal" | "venue" | "convention" | "other")[] | null;
            /** @description Families of kinds that fit; null when a family alone does not tell. */
            families: ("cus" | "ops" | "family_support" | "regional_policy" | "government_administration" | "self_government" | "third_sector")[] | null;
            /**
             * @description Whether the applicant must also state something that no register tells, such as the will to become a CUS.
             * @example false
             */
            needs_statement: boolean;
            /**
             * @description The rule as printed.
             * @example Centra Usług Społecznych
             */
            text_pl: string;
            /**
             * @description The rule in English.
             * @example Social service centres
             */
            text_en: string;
        };
        /**
         * MembershipTier
         * @description A tier of membership of the Konwent and who may hold it.
         */
        MembershipTier: {
            /**
             * @description The tier. Vocabulary: membership_tier.
             * @example ordinary
             * @enum {string}
             */
            code: "ordinary" | "supporting" | "honorary";
            /**
             * Format: int32
             * @description Place in the order of the printed statement.
             * @example 1
             */
            no: number;
            /**
             * @description Polish name.
             * @example członek zwyczajny
             */
            name_pl: string;
            /**
             * @description English name.
             * @example ordinary member
             */
            name_en: string;
            /**
             * @description Who may hold it, in Polish.
             * @example instytucje
             */
            holders_pl: string;
            /**
             * @description Who may hold it, in English.
             * @example institutions
             */
            holders_en: string;
            /** @description Types of member that the tier admits. */
            member_types: ("organisation" | "person")[];
            /** @description Who may become a member, in the printed order. */
            rules: components["schemas"]["EligibilityRule"][];
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * MembershipListEntry
         * @description A row of a printed list of members.
         */
        MembershipListEntry: {
            /**
             * Format: int32
             * @description Row in the printed list.
             * @example 1
             */
            no: number;
            organisation: components["schemas"]["OrganisationSummary"];
            person: components["schemas"]["NullablePersonSummary"];
            /**
             * @description Post in the row; null when none is printed.
             * @example Dyrektor
             */
            printed_post: string | null;
        };
        /**
         * MembershipList
         * @description A list of members as a source prints it, kept beside the memberships that it attests: a printed list may name a member twice.
         */
        MembershipList: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example czlonkowie-konwentu
             */
            slug: string;
            /**
             * Format: int32
             * @description Place among the lists of the source.
             * @example 3
             */
            no: number;
            /**
             * @description Heading as printed; null when not known.
             * @example Członkowie Konwentu
             */
            heading: string | null;
            /**
             * @description Source that prints the list, see /sources.
             * @example s000
             */
            source: string;
            /** @description Rows in the printed order. */
            entries: components["schemas"]["MembershipListEntry"][];
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * MatchCandidate
         * @description An organisation that a printed name may mean.
         */
        MatchCandidate: {
            organisation: components["schemas"]["OrganisationSummary"];
            /**
             * Format: double
             * @description How well the name fits: 1 is the very name.
             * @example 1
             */
            score: number;
            /**
             * @description What the name agrees with.
             * @example kind_and_place
             * @enum {string}
             */
            matched_by: "name" | "short_name" | "other_name" | "kind_and_place" | "place" | "similar";
            /** @description In what the name differs from the organisation. */
            differs: ("kind" | "place" | "qualifier")[];
        };
        /**
         * OrganisationMatch
         * @description Which organisation a printed name means. Never a guess: what is not certain stays a candidate.
         */
        OrganisationMatch: {
            /**
             * @description The name that was asked about.
             * @example CUS w Swidniku
             */
            name: string;
            /**
             * @description Slug of the organisation that the name surely means; null when none does.
             * @example cus-swidnik
             */
            chosen: string | null;
            /**
             * @description Why one was chosen, or none.
             * @example kind_and_place
             * @enum {string}
             */
            reason: "exact_name" | "kind_and_place" | "no_candidate" | "ambiguous" | "kind_differs" | "place_differs" | "kind_missing" | "homonymous_gmina";
            /** @description Organisations that the name may mean, best first. */
            candidates: components["schemas"]["MatchCandidate"][];
        };
        /**
         * Organisation
         * @description An organisation that the registry knows: a member, a body of the Konwent, an office, a venue, the author of a claim.
         */
        Organisation: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example cus-belzyce
             */
            slug: string;
            /**
             * @description Official name in the Polish nominative, as printed.
             * @example Centrum Usług Społecznych w Bełżycach
             */
            name: string;
            /**
             * @description Short name for tables and badges.
             * @example CUS Bełżyce
             */
            short_name: string;
            /**
             * @description What the organisation is. Vocabulary: organisation_kind.
             * @example cus
             * @enum {string}
             */
            kind: "cus" | "ops" | "gops" | "mgops" | "mops" | "mopr" | "pcpr" | "rops" | "voivodeship_office" | "marshal_office" | "voivodeship_government" | "gmina" | "powiat" | "ministry" | "department" | "body" | "office" | "foundation" | "association" | "ngo" | "social_economy_entity" | "social_enterprise" | "observatory" | "university" | "portal" | "venue" | "convention" | "other";
            /**
             * @description Family of kinds; a department has that of its office; null where no family fits. Vocabulary: kind_family.
             * @example cus
             * @enum {string|null}
             */
            kind_family: "cus" | "ops" | "family_support" | "regional_policy" | "government_administration" | "self_government" | "third_sector" | null;
            /**
             * @description Whether it works, was transformed or was closed; null when no source tells. Vocabulary: organisation_status.
             * @example active
             * @enum {string|null}
             */
            status: "active" | "transformed" | "closed" | null;
            territory: components["schemas"]["NullableTerritorySummary"];
            /**
             * @description Place of the seat in the nominative; null when not printed.
             * @example Bełżyce
             */
            seat: string | null;
            /**
             * @description Street and number of the seat; null when not known.
             * @example ul. Kardynała Stefana Wyszyńskiego 12
             */
            street: string | null;
            /**
             * @description Postal code of the seat; null when not known.
             * @example 21-040
             */
            postal_code: string | null;
            /**
             * @description Post town of the seat; null when not known.
             * @example Świdnik
             */
            locality: string | null;
            /**
             * Format: double
             * @description Latitude in degrees, WGS 84; null when not known.
             * @example 51.17415
             */
            latitude: number | null;
            /**
             * Format: double
             * @description Longitude in degrees, WGS 84; null when not known.
             * @example 22.28027
             */
            longitude: number | null;
            /**
             * @description What the point stands for: geonames-seat (the place of the seat) or prg-centroid (the middle of the gmina).
             * @example geonames-seat
             */
            coordinates_basis: string | null;
            /**
             * @description Web site as printed, usually without a scheme; null when not printed.
             * @example cusbelzyce.pl
             */
            website: string | null;
            /**
             * @description Tax number (NIP), ten digits; null when not known.
             * @example 5261040828
             */
            nip: string | null;
            /**
             * @description Statistical number (REGON), 9 or 14 digits; null when not known.
             * @example 000331501
             */
            regon: string | null;
            /**
             * @description Court register number (KRS), ten digits; null when not known.
             * @example 0000085688
             */
            krs: string | null;
            /**
             * @description How a CUS came to be, by the Act of 19 July 2019; null for other kinds and when not printed. Vocabulary: creation_mode.
             * @example transformation_ops
             * @enum {string|null}
             */
            creation_mode: "transformation_ops" | "agreement_of_gminas" | "new_unit_over_100k" | "transformation_mopr" | null;
            /**
             * @description Legal form as stated; null when none is stated.
             * @example platforma współpracy
             */
            legal_form: string | null;
            part_of: components["schemas"]["NullableOrganisationSummary"];
            established: components["schemas"]["UncertainDate"];
            closed: components["schemas"]["UncertainDate"];
            /**
             * @description Whether the record surely or only possibly holds on the day `as_of`; null when no `as_of` was asked, or the record does not hold on that day.
             * @example certain
             * @enum {string|null}
             */
            certainty: "certain" | "possible" | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Memberships of the organisation. Null unless `include` asks for it. */
            memberships: components["schemas"]["MembershipBase"][] | null;
            /** @description People in the posts of the organisation, in the order of the days on which they are attested. Null unless `include` asks for it. */
            appointments: components["schemas"]["AppointmentBase"][] | null;
            /** @description Public contacts of the organisation and of its posts. Null unless `include` asks for it. */
            contacts: components["schemas"]["ContactBase"][] | null;
            /** @description Other names of the organisation. Null unless `include` asks for it. */
            names: components["schemas"]["OrganisationName"][] | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * OrganisationName
         * @description Another name of an organisation.
         */
        OrganisationName: {
            /**
             * @description The name as printed.
             * @example Centrum Usług Społecznych w Gminie Kramsk
             */
            name: string;
            /**
             * @description A variant in use, or a former name. Vocabulary: organisation_name_kind.
             * @example variant
             * @enum {string}
             */
            kind: "variant" | "former";
        };
        /**
         * Lineage
         * @description That one organisation came out of another, such as a CUS out of an assistance centre.
         */
        Lineage: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            successor: components["schemas"]["OrganisationSummary"];
            predecessor: components["schemas"]["NullableOrganisationSummary"];
            /**
             * @description Name of the predecessor as printed.
             * @example Miejski Ośrodek Pomocy Społecznej w Świdniku
             */
            predecessor_name: string;
            /**
             * @description Kind of the predecessor; null when not told. Vocabulary: organisation_kind.
             * @example mops
             * @enum {string|null}
             */
            predecessor_kind: "cus" | "ops" | "gops" | "mgops" | "mops" | "mopr" | "pcpr" | "rops" | "voivodeship_office" | "marshal_office" | "voivodeship_government" | "gmina" | "powiat" | "ministry" | "department" | "body" | "office" | "foundation" | "association" | "ngo" | "social_economy_entity" | "social_enterprise" | "observatory" | "university" | "portal" | "venue" | "convention" | "other" | null;
            happened: components["schemas"]["UncertainDate"];
            /**
             * @description Resolution or other act, as printed; null when not told.
             * @example Uchwała Nr XXXVII/433/2021 Rady Miasta Świdnik z dnia 25 lutego 2021 r.
             */
            legal_basis: string | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
        };
        /**
         * AppointmentBase
         * @description A person in a post of an organisation, over a period that may be uncertain. Without related records.
         */
        AppointmentBase: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            person: components["schemas"]["PersonSummary"];
            organisation: components["schemas"]["OrganisationSummary"];
            post: components["schemas"]["PostSummary"];
            /**
             * @description In what capacity the post is held. Vocabulary: appointment_capacity.
             * @example substantive
             * @enum {string}
             */
            capacity: "substantive" | "acting" | "deputy" | "unknown";
            /**
             * @description The post as printed beside the name; null when none is printed.
             * @example Dyrektor
             */
            printed_post: string | null;
            /** @description Days on which dated sources show the person in the post, in order; empty when the sources are undated. */
            attested_on: string[];
            appointed_by: components["schemas"]["NullableOrganisationSummary"];
            /**
             * @description Who entrusted the post, as printed; null when not told.
             * @example Zarząd Fundacji Konwent Klubów i Centrów Integracji Społecznej
             */
            appointed_by_printed: string | null;
            predecessor: components["schemas"]["NullableEarlierAppointment"];
            until_event: components["schemas"]["NullableEventSummary"];
            started: components["schemas"]["UncertainDate"];
            ended: components["schemas"]["UncertainDate"];
            /**
             * @description Remark of the keepers of the registry.
             * @example Exact post not printed.
             */
            note: string | null;
            /**
             * @description Whether the record surely or only possibly holds on the day `as_of`; null when no `as_of` was asked, or the record does not hold on that day.
             * @example certain
             * @enum {string|null}
             */
            certainty: "certain" | "possible" | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
        };
        /**
         * Person
         * @description A person whom the sources name in a public function.
         */
        Person: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example ewelina-szkutnicka
             */
            slug: string;
            /**
             * @description Given names as printed.
             * @example Ewelina
             */
            given_name: string;
            /**
             * @description Family name as printed.
             * @example Szkutnicka
             */
            family_name: string;
            /**
             * @description Academic title as printed; null when none is printed. Vocabulary: academic_title.
             * @example dr
             * @enum {string|null}
             */
            academic_title: "mgr" | "dr" | "dr_hab" | "prof" | null;
            /**
             * @description Academic title and names, ready to show.
             * @example dr Ewelina Szkutnicka
             */
            display_name: string;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
            /** @description Posts that the person holds or held. Null unless `include` asks for it. */
            appointments: components["schemas"]["AppointmentBase"][] | null;
            /** @description Memberships of the person. Null unless `include` asks for it. */
            memberships: components["schemas"]["MembershipBase"][] | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources: components["schemas"]["Citation"][] | null;
        };
        /**
         * Source
         * @description A document, page or register that facts were taken from.
         */
        Source: {
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            /**
             * @description Short name for URLs.
             * @example s000
             */
            slug: string;
            /**
             * @description Document, web page or public register. Vocabulary: source_kind.
             * @example document
             * @enum {string}
             */
            kind: "document" | "web_page" | "register";
            /**
             * @description Title as printed; null when none is printed.
             * @example Konwent Centrów Usług Społecznych
             */
            title: string | null;
            /**
             * Format: uri
             * @description Address where the source was seen; null when not known.
             * @example https://cusy.pl/konwent-cus/
             */
            url: string | null;
            /**
             * @description Author as printed; null when none is printed.
             * @example Wiktoria Kwiecień
             */
            author: string | null;
            /**
             * Format: date
             * @description Day of publication; null when none is printed.
             * @example 2021-09-16
             */
            published_on: string | null;
            /**
             * Format: date
             * @description Latest day on which the text can have been written, when something on the page tells it.
             * @example 2022-08-31
             */
            snapshot_not_after: string | null;
            /**
             * Format: date
             * @description Day on which the registry took over the facts; null when not recorded.
             * @example 2026-11-21
             */
            taken_over_on: string | null;
            /**
             * @description Reservation of rights as far as it binds re-users; null when none is printed.
             * @example Texts and photographs may be copied only with the consent of the editors.
             */
            rights: string | null;
            /**
             * @description SHA-256 of the stored copy, hexadecimal; null when no copy is stored.
             * @example ecd840d63efaa9ed1c1314a496f7a35a3773448dfaa80fda9e5f75a3fed4fc74
             */
            sha256: string | null;
            /**
             * Format: int32
             * @description Grows by one with every change of the record.
             * @example 1
             */
            version: number;
            /**
             * Format: date-time
             * @description When the record last changed, UTC.
             * @example 2026-11-21T09:00:00.000000Z
             */
            updated_at: string;
        };
        /**
         * MembershipCount
         * @description A number of memberships as far as it is known.
         */
        MembershipCount: {
            /**
             * Format: int32
             * @description Memberships that surely hold on the day.
             * @example 10
             */
            certain: number;
            /**
             * Format: int32
             * @description Memberships that possibly hold on the day, the certain ones among them.
             * @example 23
             */
            possible: number;
        };
        /**
         * MembershipGroup
         * @description The memberships of one group.
         */
        MembershipGroup: {
            /**
             * @description Value that the group has in common; null where it is not known.
             * @example ordinary
             */
            key: string | null;
            /**
             * @description Polish label of the group.
             * @example członek zwyczajny
             */
            label_pl: string;
            /**
             * @description English label of the group.
             * @example ordinary member
             */
            label_en: string;
            /**
             * Format: int32
             * @description Memberships that surely hold on the day.
             * @example 10
             */
            certain: number;
            /**
             * Format: int32
             * @description Memberships that possibly hold on the day, the certain ones among them.
             * @example 23
             */
            possible: number;
        };
        /**
         * ComparedAssertion
         * @description A number that a source claims, beside what the registry computes for the same day or days.
         */
        ComparedAssertion: {
            /**
             * @description The assertion, see /assertions.
             * @example 19-jednostek
             */
            slug: string;
            /**
             * @description What is claimed, in Polish.
             * @example Do Konwentu należy 19 jednostek.
             */
            claim_pl: string;
            /**
             * @description What is claimed, in English.
             * @example 19 units belong to the Konwent.
             */
            claim_en: string;
            /**
             * Format: int32
             * @description The number claimed.
             * @example 19
             */
            value: number;
            as_of: components["schemas"]["UncertainDate"];
            /** @description Families of kinds that the number counts; null for all. */
            families: ("cus" | "ops" | "family_support" | "regional_policy" | "government_administration" | "self_government" | "third_sector")[] | null;
            /**
             * Format: int32
             * @description Fewest memberships that the registry is sure of on any day that the claim can be about.
             * @example 10
             */
            certain: number;
            /**
             * Format: int32
             * @description Most memberships that are possible on any day that the claim can be about.
             * @example 23
             */
            possible: number;
            /**
             * Format: int32
             * @description Memberships counted whose day of joining is not known.
             * @example 13
             */
            unknown_joining_dates: number;
            /**
             * @description Whether the registry confirms the claim: undecidable when the number lies between what is certain and what is possible.
             * @example undecidable
             * @enum {string}
             */
            verdict: "confirmed" | "contradicted" | "undecidable";
        };
        /**
         * MembershipStatistics
         * @description Memberships counted as of a day: how many are certain and how many possible.
         */
        MembershipStatistics: {
            /**
             * Format: date
             * @description The day counted for.
             * @example 2022-08-31
             */
            as_of: string;
            /**
             * @description What the groups have in common.
             * @example tier
             * @enum {string}
             */
            group_by: "tier" | "kind" | "kind_family" | "voivodeship" | "powiat" | "gmina_kind";
            total: components["schemas"]["MembershipCount"];
            /** @description The groups: tiers in their order, others by label in Polish order; every tier is listed, other groups only when a membership is possible. */
            groups: components["schemas"]["MembershipGroup"][];
            /** @description What sources claim about the number of memberships, whatever the filters. */
            assertions: components["schemas"]["ComparedAssertion"][];
        };
        /**
         * Term
         * @description A value of a vocabulary with its labels.
         */
        Term: {
            /**
             * @description The value, as the enums of the contract have it.
             * @example cus
             */
            value: string;
            /**
             * @description Polish label.
             * @example centrum usług społecznych
             */
            label_pl: string;
            /**
             * @description English label.
             * @example social service centre
             */
            label_en: string;
        };
        /**
         * Vocabulary
         * @description A vocabulary: an enum of the contract with the labels of its values, in their order.
         */
        Vocabulary: {
            /**
             * @description Code of the vocabulary.
             * @example organisation_kind
             * @enum {string}
             */
            code: "organisation_kind" | "kind_family" | "organisation_status" | "organisation_name_kind" | "creation_mode" | "structure_element_kind" | "territory_level" | "gmina_kind" | "academic_title" | "post_role" | "appointment_capacity" | "contact_visibility" | "phone_kind" | "membership_tier" | "tier_basis" | "member_type" | "membership_status" | "declaration_kind" | "declaration_status" | "applicant_statement" | "decision_outcome" | "membership_event_kind" | "eligibility_outcome" | "rule_outcome" | "evidence_fact" | "signatory_role" | "event_kind" | "event_form" | "event_status" | "event_role" | "participation_mode" | "programme_item_kind" | "publication_kind" | "contributor_role" | "legal_act_kind" | "linked_site_kind" | "source_kind" | "source_certainty" | "fact_basis" | "change_op" | "key_audience" | "period_certainty";
            /**
             * @description Polish name.
             * @example Rodzaj organizacji
             */
            name_pl: string;
            /**
             * @description English name.
             * @example Kind of organisation
             */
            name_en: string;
            /** @description The values, in their order. */
            terms: components["schemas"]["Term"][];
        };
        /**
         * VocabularyCollection
         * @description All vocabularies of the contract.
         */
        VocabularyCollection: {
            /** @description The vocabularies. */
            data: components["schemas"]["Vocabulary"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * OrganisationCollection
         * @description One page of a list of Organisation records.
         */
        OrganisationCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["Organisation"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * NullablePoint
         * @description A point on the map (RFC 7946 3.1.2). Null when there is none.
         */
        NullablePoint: {
            /**
             * @description Always `Point`, as GeoJSON has it.
             * @example Point
             */
            type: string;
            /**
             * @description Longitude and latitude.
             * @example [
             *       22.28027,
             *       51.17415
             *     ]
             */
            coordinates: number[];
        } | null;
        /**
         * OrganisationFeature
         * @description Organisation as a GeoJSON feature (RFC 7946 3.2).
         */
        OrganisationFeature: {
            /**
             * @description Always `Feature`, as GeoJSON has it.
             * @example Feature
             */
            type: string;
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            geometry: components["schemas"]["NullablePoint"];
            properties: components["schemas"]["Organisation"];
        };
        /**
         * OrganisationFeatureCollection
         * @description A list of Organisation records as GeoJSON (RFC 7946 3.3).
         */
        OrganisationFeatureCollection: {
            /**
             * @description Always `FeatureCollection`, as GeoJSON has it.
             * @example FeatureCollection
             */
            type: string;
            /** @description The records, in the order asked for. */
            features: components["schemas"]["OrganisationFeature"][];
        };
        /**
         * OrganisationNameList
         * @description All OrganisationName parts of one record, in their order.
         */
        OrganisationNameList: {
            /** @description The parts, in their order. */
            data: components["schemas"]["OrganisationName"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * CitationList
         * @description All Citation parts of one record, in their order.
         */
        CitationList: {
            /** @description The parts, in their order. */
            data: components["schemas"]["Citation"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * LineageCollection
         * @description One page of a list of Lineage records.
         */
        LineageCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["Lineage"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * PersonCollection
         * @description One page of a list of Person records.
         */
        PersonCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["Person"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * PostCollection
         * @description One page of a list of Post records.
         */
        PostCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["Post"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * AppointmentCollection
         * @description One page of a list of Appointment records.
         */
        AppointmentCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["Appointment"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * ContactCollection
         * @description One page of a list of Contact records.
         */
        ContactCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["Contact"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * MembershipTierCollection
         * @description One page of a list of MembershipTier records.
         */
        MembershipTierCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["MembershipTier"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * EligibilityRuleList
         * @description All EligibilityRule parts of one record, in their order.
         */
        EligibilityRuleList: {
            /** @description The parts, in their order. */
            data: components["schemas"]["EligibilityRule"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * MembershipCollection
         * @description One page of a list of Membership records.
         */
        MembershipCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["Membership"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * MembershipFeature
         * @description Membership as a GeoJSON feature (RFC 7946 3.2).
         */
        MembershipFeature: {
            /**
             * @description Always `Feature`, as GeoJSON has it.
             * @example Feature
             */
            type: string;
            /**
             * Format: uuid
             * @description Stable identifier (UUID), never used again.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id: string;
            geometry: components["schemas"]["NullablePoint"];
            properties: components["schemas"]["Membership"];
        };
        /**
         * MembershipFeatureCollection
         * @description A list of Membership records as GeoJSON (RFC 7946 3.3).
         */
        MembershipFeatureCollection: {
            /**
             * @description Always `FeatureCollection`, as GeoJSON has it.
             * @example FeatureCollection
             */
            type: string;
            /** @description The records, in the order asked for. */
            features: components["schemas"]["MembershipFeature"][];
        };
        /**
         * MembershipEventList
         * @description All MembershipEvent parts of one record, in their order.
         */
        MembershipEventList: {
            /** @description The parts, in their order. */
            data: components["schemas"]["MembershipEvent"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * MembershipListCollection
         * @description One page of a list of MembershipList records.
         */
        MembershipListCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["MembershipList"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * MembershipListEntryList
         * @description All MembershipListEntry parts of one record, in their order.
         */
        MembershipListEntryList: {
            /** @description The parts, in their order. */
            data: components["schemas"]["MembershipListEntry"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * DeclarationCollection
         * @description One page of a list of Declaration records.
         */
        DeclarationCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["Declaration"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * SignatoryList
         * @description All Signatory parts of one record, in their order.
         */
        SignatoryList: {
            /** @description The parts, in their order. */
            data: components["schemas"]["Signatory"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * EventCollection
         * @description One page of a list of Event records.
         */
        EventCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["Event"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * EventTitleList
         * @description All EventTitle parts of one record, in their order.
         */
        EventTitleList: {
            /** @description The parts, in their order. */
            data: components["schemas"]["EventTitle"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * EventParticipantList
         * @description All EventParticipant parts of one record, in their order.
         */
        EventParticipantList: {
            /** @description The parts, in their order. */
            data: components["schemas"]["EventParticipant"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * ProgrammeItemList
         * @description All ProgrammeItem parts of one record, in their order.
         */
        ProgrammeItemList: {
            /** @description The parts, in their order. */
            data: components["schemas"]["ProgrammeItem"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * EventLinkList
         * @description All EventLink parts of one record, in their order.
         */
        EventLinkList: {
            /** @description The parts, in their order. */
            data: components["schemas"]["EventLink"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * PublicationCollection
         * @description One page of a list of Publication records.
         */
        PublicationCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["Publication"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * ContributorList
         * @description All Contributor parts of one record, in their order.
         */
        ContributorList: {
            /** @description The parts, in their order. */
            data: components["schemas"]["Contributor"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * LegalActCollection
         * @description One page of a list of LegalAct records.
         */
        LegalActCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["LegalAct"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * LegalActTitleList
         * @description All LegalActTitle parts of one record, in their order.
         */
        LegalActTitleList: {
            /** @description The parts, in their order. */
            data: components["schemas"]["LegalActTitle"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * TrainingTopicCollection
         * @description One page of a list of TrainingTopic records.
         */
        TrainingTopicCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["TrainingTopic"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * LinkedSiteCollection
         * @description One page of a list of LinkedSite records.
         */
        LinkedSiteCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["LinkedSite"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * CreationModeCollection
         * @description One page of a list of CreationMode records.
         */
        CreationModeCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["CreationMode"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * StructureElementCollection
         * @description One page of a list of StructureElement records.
         */
        StructureElementCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["StructureElement"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * ServiceAreaCollection
         * @description One page of a list of ServiceArea records.
         */
        ServiceAreaCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["ServiceArea"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * TerritoryCollection
         * @description One page of a list of Territory records.
         */
        TerritoryCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["Territory"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * TerritoryNameValidityList
         * @description All TerritoryNameValidity parts of one record, in their order.
         */
        TerritoryNameValidityList: {
            /** @description The parts, in their order. */
            data: components["schemas"]["TerritoryNameValidity"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * AssertionCollection
         * @description One page of a list of Assertion records.
         */
        AssertionCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["Assertion"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * SourceCollection
         * @description One page of a list of Source records.
         */
        SourceCollection: {
            /** @description The records, in the order asked for. */
            data: components["schemas"]["Source"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * NullableTerritoryIdentity
         * @description Names a territory by code; null for none.
         * @example {
         *       "code": "061205"
         *     }
         */
        NullableTerritoryIdentity: {
            /**
             * @description TERYT code.
             * @example 061205
             */
            code?: string;
        } | null;
        /**
         * NullableOrganisationIdentity
         * @description Names an organisation by id or by slug; null for none.
         * @example {
         *       "slug": "cus-belzyce"
         *     }
         */
        NullableOrganisationIdentity: {
            /**
             * Format: uuid
             * @description Id of the organisation.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id?: string;
            /**
             * @description Slug of the organisation, a former one too.
             * @example cus-belzyce
             */
            slug?: string;
        } | null;
        /**
         * OrganisationNamePrototype
         * @description Another name of an organisation. As it is sent.
         */
        OrganisationNamePrototype: {
            /**
             * @description The name as printed.
             * @example Centrum Usług Społecznych w Gminie Kramsk
             */
            name: string;
            /**
             * @description A variant in use, or a former name. Vocabulary: organisation_name_kind.
             * @example variant
             * @enum {string}
             */
            kind: "variant" | "former";
        };
        /**
         * CitationPrototype
         * @description A source that a record, or one of its properties, rests on. As it is sent.
         */
        CitationPrototype: {
            /**
             * @description Slug of the source, see /sources.
             * @example s000
             */
            source: string;
            /**
             * @description Where in the source: a line number; null for the whole.
             * @example 11
             */
            locator?: string | null;
            /**
             * @description Property, or what several properties tell together, that the citation is for; null for the record as a whole.
             * @example website
             */
            field?: string | null;
            /**
             * @description How sure the fact is, for facts from outside the Konwent's own documents; null for printed facts. Vocabulary: source_certainty.
             * @example high
             * @enum {string|null}
             */
            certainty?: "certain" | "high" | "medium" | "low" | null;
            /**
             * @description Remark on what the source says.
             * @example Only gmina of that name.
             */
            note?: string | null;
        };
        /**
         * OrganisationPrototype
         * @description A new organisation, or all of one. What is left out is not known.
         */
        OrganisationPrototype: {
            /**
             * @description Short name for URLs.
             * @example cus-belzyce
             */
            slug?: string;
            /**
             * @description Official name in the Polish nominative, as printed.
             * @example Centrum Usług Społecznych w Bełżycach
             */
            name: string;
            /**
             * @description Short name for tables and badges.
             * @example CUS Bełżyce
             */
            short_name: string;
            /**
             * @description What the organisation is. Vocabulary: organisation_kind.
             * @example cus
             * @enum {string}
             */
            kind: "cus" | "ops" | "gops" | "mgops" | "mops" | "mopr" | "pcpr" | "rops" | "voivodeship_office" | "marshal_office" | "voivodeship_government" | "gmina" | "powiat" | "ministry" | "department" | "body" | "office" | "foundation" | "association" | "ngo" | "social_economy_entity" | "social_enterprise" | "observatory" | "university" | "portal" | "venue" | "convention" | "other";
            /**
             * @description Whether it works, was transformed or was closed; null when no source tells. Vocabulary: organisation_status.
             * @example active
             * @enum {string|null}
             */
            status?: "active" | "transformed" | "closed" | null;
            territory?: components["schemas"]["NullableTerritoryIdentity"];
            /**
             * @description Place of the seat in the nominative; null when not printed.
             * @example Bełżyce
             */
            seat?: string | null;
            /**
             * @description Street and number of the seat; null when not known.
             * @example ul. Kardynała Stefana Wyszyńskiego 12
             */
            street?: string | null;
            /**
             * @description Postal code of the seat; null when not known.
             * @example 21-040
             */
            postal_code?: string | null;
            /**
             * @description Post town of the seat; null when not known.
             * @example Świdnik
             */
            locality?: string | null;
            /**
             * Format: double
             * @description Latitude in degrees, WGS 84; null when not known.
             * @example 51.17415
             */
            latitude?: number | null;
            /**
             * Format: double
             * @description Longitude in degrees, WGS 84; null when not known.
             * @example 22.28027
             */
            longitude?: number | null;
            /**
             * @description What the point stands for: geonames-seat (the place of the seat) or prg-centroid (the middle of the gmina).
             * @example geonames-seat
             */
            coordinates_basis?: string | null;
            /**
             * @description Web site as printed, usually without a scheme; null when not printed.
             * @example cusbelzyce.pl
             */
            website?: string | null;
            /**
             * @description Tax number (NIP), ten digits; null when not known.
             * @example 5261040828
             */
            nip?: string | null;
            /**
             * @description Statistical number (REGON), 9 or 14 digits; null when not known.
             * @example 000331501
             */
            regon?: string | null;
            /**
             * @description Court register number (KRS), ten digits; null when not known.
             * @example 0000085688
             */
            krs?: string | null;
            /**
             * @description How a CUS came to be, by the Act of 19 July 2019; null for other kinds and when not printed. Vocabulary: creation_mode.
             * @example transformation_ops
             * @enum {string|null}
             */
            creation_mode?: "transformation_ops" | "agreement_of_gminas" | "new_unit_over_100k" | "transformation_mopr" | null;
            /**
             * @description Legal form as stated; null when none is stated.
             * @example platforma współpracy
             */
            legal_form?: string | null;
            part_of?: components["schemas"]["NullableOrganisationIdentity"];
            established?: components["schemas"]["UncertainDatePrototype"];
            closed?: components["schemas"]["UncertainDatePrototype"];
            /** @description Other names of the organisation. Null unless `include` asks for it. */
            names?: components["schemas"]["OrganisationNamePrototype"][];
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * OrganisationPatch
         * @description What is to change of one organisation (RFC 7396): what is left out stays, null clears, lists are replaced as a whole.
         */
        OrganisationPatch: {
            /**
             * @description Short name for URLs.
             * @example cus-belzyce
             */
            slug?: string;
            /**
             * @description Official name in the Polish nominative, as printed.
             * @example Centrum Usług Społecznych w Bełżycach
             */
            name?: string;
            /**
             * @description Short name for tables and badges.
             * @example CUS Bełżyce
             */
            short_name?: string;
            /**
             * @description What the organisation is. Vocabulary: organisation_kind.
             * @example cus
             * @enum {string}
             */
            kind?: "cus" | "ops" | "gops" | "mgops" | "mops" | "mopr" | "pcpr" | "rops" | "voivodeship_office" | "marshal_office" | "voivodeship_government" | "gmina" | "powiat" | "ministry" | "department" | "body" | "office" | "foundation" | "association" | "ngo" | "social_economy_entity" | "social_enterprise" | "observatory" | "university" | "portal" | "venue" | "convention" | "other";
            /**
             * @description Whether it works, was transformed or was closed; null when no source tells. Vocabulary: organisation_status.
             * @example active
             * @enum {string|null}
             */
            status?: "active" | "transformed" | "closed" | null;
            territory?: components["schemas"]["NullableTerritoryIdentity"];
            /**
             * @description Place of the seat in the nominative; null when not printed.
             * @example Bełżyce
             */
            seat?: string | null;
            /**
             * @description Street and number of the seat; null when not known.
             * @example ul. Kardynała Stefana Wyszyńskiego 12
             */
            street?: string | null;
            /**
             * @description Postal code of the seat; null when not known.
             * @example 21-040
             */
            postal_code?: string | null;
            /**
             * @description Post town of the seat; null when not known.
             * @example Świdnik
             */
            locality?: string | null;
            /**
             * Format: double
             * @description Latitude in degrees, WGS 84; null when not known.
             * @example 51.17415
             */
            latitude?: number | null;
            /**
             * Format: double
             * @description Longitude in degrees, WGS 84; null when not known.
             * @example 22.28027
             */
            longitude?: number | null;
            /**
             * @description What the point stands for: geonames-seat (the place of the seat) or prg-centroid (the middle of the gmina).
             * @example geonames-seat
             */
            coordinates_basis?: string | null;
            /**
             * @description Web site as printed, usually without a scheme; null when not printed.
             * @example cusbelzyce.pl
             */
            website?: string | null;
            /**
             * @description Tax number (NIP), ten digits; null when not known.
             * @example 5261040828
             */
            nip?: string | null;
            /**
             * @description Statistical number (REGON), 9 or 14 digits; null when not known.
             * @example 000331501
             */
            regon?: string | null;
            /**
             * @description Court register number (KRS), ten digits; null when not known.
             * @example 0000085688
             */
            krs?: string | null;
            /**
             * @description How a CUS came to be, by the Act of 19 July 2019; null for other kinds and when not printed. Vocabulary: creation_mode.
             * @example transformation_ops
             * @enum {string|null}
             */
            creation_mode?: "transformation_ops" | "agreement_of_gminas" | "new_unit_over_100k" | "transformation_mopr" | null;
            /**
             * @description Legal form as stated; null when none is stated.
             * @example platforma współpracy
             */
            legal_form?: string | null;
            part_of?: components["schemas"]["NullableOrganisationIdentity"];
            established?: components["schemas"]["UncertainDatePrototype"];
            closed?: components["schemas"]["UncertainDatePrototype"];
            /** @description Other names of the organisation. Null unless `include` asks for it. */
            names?: components["schemas"]["OrganisationNamePrototype"][];
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * LineagePrototype
         * @description A new lineage, or all of one. What is left out is not known.
         */
        LineagePrototype: {
            successor: components["schemas"]["OrganisationIdentity"];
            predecessor?: components["schemas"]["NullableOrganisationIdentity"];
            /**
             * @description Name of the predecessor as printed.
             * @example Miejski Ośrodek Pomocy Społecznej w Świdniku
             */
            predecessor_name: string;
            /**
             * @description Kind of the predecessor; null when not told. Vocabulary: organisation_kind.
             * @example mops
             * @enum {string|null}
             */
            predecessor_kind?: "cus" | "ops" | "gops" | "mgops" | "mops" | "mopr" | "pcpr" | "rops" | "voivodeship_office" | "marshal_office" | "voivodeship_government" | "gmina" | "powiat" | "ministry" | "department" | "body" | "office" | "foundation" | "association" | "ngo" | "social_economy_entity" | "social_enterprise" | "observatory" | "university" | "portal" | "venue" | "convention" | "other" | null;
            happened?: components["schemas"]["UncertainDatePrototype"];
            /**
             * @description Resolution or other act, as printed; null when not told.
             * @example Uchwała Nr XXXVII/433/2021 Rady Miasta Świdnik z dnia 25 lutego 2021 r.
             */
            legal_basis?: string | null;
        };
        /**
         * LineagePatch
         * @description What is to change of one lineage (RFC 7396): what is left out stays, null clears, lists are replaced as a whole.
         */
        LineagePatch: {
            successor?: components["schemas"]["OrganisationIdentity"];
            predecessor?: components["schemas"]["NullableOrganisationIdentity"];
            /**
             * @description Name of the predecessor as printed.
             * @example Miejski Ośrodek Pomocy Społecznej w Świdniku
             */
            predecessor_name?: string;
            /**
             * @description Kind of the predecessor; null when not told. Vocabulary: organisation_kind.
             * @example mops
             * @enum {string|null}
             */
            predecessor_kind?: "cus" | "ops" | "gops" | "mgops" | "mops" | "mopr" | "pcpr" | "rops" | "voivodeship_office" | "marshal_office" | "voivodeship_government" | "gmina" | "powiat" | "ministry" | "department" | "body" | "office" | "foundation" | "association" | "ngo" | "social_economy_entity" | "social_enterprise" | "observatory" | "university" | "portal" | "venue" | "convention" | "other" | null;
            happened?: components["schemas"]["UncertainDatePrototype"];
            /**
             * @description Resolution or other act, as printed; null when not told.
             * @example Uchwała Nr XXXVII/433/2021 Rady Miasta Świdnik z dnia 25 lutego 2021 r.
             */
            legal_basis?: string | null;
        };
        /**
         * PersonPrototype
         * @description A new person, or all of one. What is left out is not known.
         */
        PersonPrototype: {
            /**
             * @description Short name for URLs.
             * @example ewelina-szkutnicka
             */
            slug?: string;
            /**
             * @description Given names as printed.
             * @example Ewelina
             */
            given_name: string;
            /**
             * @description Family name as printed.
             * @example Szkutnicka
             */
            family_name: string;
            /**
             * @description Academic title as printed; null when none is printed. Vocabulary: academic_title.
             * @example dr
             * @enum {string|null}
             */
            academic_title?: "mgr" | "dr" | "dr_hab" | "prof" | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * PersonPatch
         * @description What is to change of one person (RFC 7396): what is left out stays, null clears, lists are replaced as a whole.
         */
        PersonPatch: {
            /**
             * @description Short name for URLs.
             * @example ewelina-szkutnicka
             */
            slug?: string;
            /**
             * @description Given names as printed.
             * @example Ewelina
             */
            given_name?: string;
            /**
             * @description Family name as printed.
             * @example Szkutnicka
             */
            family_name?: string;
            /**
             * @description Academic title as printed; null when none is printed. Vocabulary: academic_title.
             * @example dr
             * @enum {string|null}
             */
            academic_title?: "mgr" | "dr" | "dr_hab" | "prof" | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * PostPrototype
         * @description A new post, or all of one. What is left out is not known.
         */
        PostPrototype: {
            organisation: components["schemas"]["OrganisationIdentity"];
            /**
             * @description What the post is; null when not told. Vocabulary: post_role.
             * @example head
             * @enum {string|null}
             */
            role?: "head" | "deputy_head" | "services_organiser" | "assistance_organiser" | "plan_coordinator" | "community_organiser" | "social_worker" | "chair" | "president_of_board" | "office_manager" | "mayor_rural" | "mayor_town" | "mayor_city" | "voivodeship_marshal" | "minister" | "adviser" | "coordinator" | "other" | null;
            /**
             * @description Title in the nominative; null when no post is printed.
             * @example Dyrektor
             */
            title?: string | null;
        };
        /**
         * PostPatch
         * @description What is to change of one post (RFC 7396): what is left out stays, null clears, lists are replaced as a whole.
         */
        PostPatch: {
            organisation?: components["schemas"]["OrganisationIdentity"];
            /**
             * @description What the post is; null when not told. Vocabulary: post_role.
             * @example head
             * @enum {string|null}
             */
            role?: "head" | "deputy_head" | "services_organiser" | "assistance_organiser" | "plan_coordinator" | "community_organiser" | "social_worker" | "chair" | "president_of_board" | "office_manager" | "mayor_rural" | "mayor_town" | "mayor_city" | "voivodeship_marshal" | "minister" | "adviser" | "coordinator" | "other" | null;
            /**
             * @description Title in the nominative; null when no post is printed.
             * @example Dyrektor
             */
            title?: string | null;
        };
        /**
         * PostIdentity
         * @description Names a post by id.
         * @example {
         *       "id": "01993a5e-7c00-7000-8000-000000000001"
         *     }
         */
        PostIdentity: {
            /**
             * Format: uuid
             * @description Id of the post.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id?: string;
        };
        /**
         * NullableAppointmentIdentity
         * @description Names an appointment by id; null for none.
         * @example {
         *       "id": "01993a5e-7c00-7000-8000-000000000001"
         *     }
         */
        NullableAppointmentIdentity: {
            /**
             * Format: uuid
             * @description Id of the appointment.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id?: string;
        } | null;
        /**
         * NullableEventIdentity
         * @description Names an event by id or by slug; null for none.
         * @example {
         *       "slug": "konferencja-2022-11-21"
         *     }
         */
        NullableEventIdentity: {
            /**
             * Format: uuid
             * @description Id of the event.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id?: string;
            /**
             * @description Slug of the event, a former one too.
             * @example konferencja-2022-11-21
             */
            slug?: string;
        } | null;
        /**
         * AppointmentPrototype
         * @description A new appointment, or all of one. What is left out is not known.
         */
        AppointmentPrototype: {
            person: components["schemas"]["PersonIdentity"];
            post: components["schemas"]["PostIdentity"];
            /**
             * @description In what capacity the post is held. Vocabulary: appointment_capacity.
             * @example substantive
             * @enum {string}
             */
            capacity: "substantive" | "acting" | "deputy" | "unknown";
            /**
             * @description The post as printed beside the name; null when none is printed.
             * @example Dyrektor
             */
            printed_post?: string | null;
            /** @description Days on which dated sources show the person in the post, in order; empty when the sources are undated. */
            attested_on?: string[];
            appointed_by?: components["schemas"]["NullableOrganisationIdentity"];
            /**
             * @description Who entrusted the post, as printed; null when not told.
             * @example Zarząd Fundacji Konwent Klubów i Centrów Integracji Społecznej
             */
            appointed_by_printed?: string | null;
            predecessor?: components["schemas"]["NullableAppointmentIdentity"];
            until_event?: components["schemas"]["NullableEventIdentity"];
            started?: components["schemas"]["UncertainDatePrototype"];
            ended?: components["schemas"]["UncertainDatePrototype"];
            /**
             * @description Remark of the keepers of the registry.
             * @example Exact post not printed.
             */
            note?: string | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * AppointmentPatch
         * @description What is to change of one appointment (RFC 7396): what is left out stays, null clears, lists are replaced as a whole.
         */
        AppointmentPatch: {
            person?: components["schemas"]["PersonIdentity"];
            post?: components["schemas"]["PostIdentity"];
            /**
             * @description In what capacity the post is held. Vocabulary: appointment_capacity.
             * @example substantive
             * @enum {string}
             */
            capacity?: "substantive" | "acting" | "deputy" | "unknown";
            /**
             * @description The post as printed beside the name; null when none is printed.
             * @example Dyrektor
             */
            printed_post?: string | null;
            /** @description Days on which dated sources show the person in the post, in order; empty when the sources are undated. */
            attested_on?: string[];
            appointed_by?: components["schemas"]["NullableOrganisationIdentity"];
            /**
             * @description Who entrusted the post, as printed; null when not told.
             * @example Zarząd Fundacji Konwent Klubów i Centrów Integracji Społecznej
             */
            appointed_by_printed?: string | null;
            predecessor?: components["schemas"]["NullableAppointmentIdentity"];
            until_event?: components["schemas"]["NullableEventIdentity"];
            started?: components["schemas"]["UncertainDatePrototype"];
            ended?: components["schemas"]["UncertainDatePrototype"];
            /**
             * @description Remark of the keepers of the registry.
             * @example Exact post not printed.
             */
            note?: string | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * NullablePostIdentity
         * @description Names a post by id; null for none.
         * @example {
         *       "id": "01993a5e-7c00-7000-8000-000000000001"
         *     }
         */
        NullablePostIdentity: {
            /**
             * Format: uuid
             * @description Id of the post.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id?: string;
        } | null;
        /**
         * NullablePersonIdentity
         * @description Names a person by id or by slug; null for none.
         * @example {
         *       "slug": "anna-ostasz"
         *     }
         */
        NullablePersonIdentity: {
            /**
             * Format: uuid
             * @description Id of the person.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id?: string;
            /**
             * @description Slug of the person, a former one too.
             * @example anna-ostasz
             */
            slug?: string;
        } | null;
        /**
         * ContactPrototype
         * @description A new contact, or all of one. What is left out is not known.
         */
        ContactPrototype: {
            /**
             * @description Short name for URLs.
             * @example kontakt-przewodniczacej
             */
            slug: string;
            organisation?: components["schemas"]["NullableOrganisationIdentity"];
            post?: components["schemas"]["NullablePostIdentity"];
            /**
             * @description Heading over the contact as printed; null when none is printed.
             * @example Kontakt do Przewodniczącej Konwentu
             */
            heading?: string | null;
            printed_holder?: components["schemas"]["NullablePersonIdentity"];
            /**
             * Format: email
             * @description E-mail address; null when there is none to show.
             * @example dyrektor@cusopolelubelskie.pl
             */
            email?: string | null;
            /**
             * @description Telephone number (E.164); null when there is none to show.
             * @example +48818272694
             */
            phone?: string | null;
            /**
             * @description Telephone number as printed.
             * @example 81 8272694
             */
            phone_printed?: string | null;
            /**
             * @description Fixed or mobile. Vocabulary: phone_kind.
             * @example fixed
             * @enum {string|null}
             */
            phone_kind?: "fixed" | "mobile" | null;
            /**
             * @description Street and number.
             * @example ul. Frezerów 3
             */
            street?: string | null;
            /**
             * @description Postal code.
             * @example 20-209
             */
            postal_code?: string | null;
            /**
             * @description Post town.
             * @example Lublin
             */
            locality?: string | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * ContactPatch
         * @description What is to change of one contact (RFC 7396): what is left out stays, null clears, lists are replaced as a whole.
         */
        ContactPatch: {
            /**
             * @description Short name for URLs.
             * @example kontakt-przewodniczacej
             */
            slug?: string;
            organisation?: components["schemas"]["NullableOrganisationIdentity"];
            post?: components["schemas"]["NullablePostIdentity"];
            /**
             * @description Heading over the contact as printed; null when none is printed.
             * @example Kontakt do Przewodniczącej Konwentu
             */
            heading?: string | null;
            printed_holder?: components["schemas"]["NullablePersonIdentity"];
            /**
             * Format: email
             * @description E-mail address; null when there is none to show.
             * @example dyrektor@cusopolelubelskie.pl
             */
            email?: string | null;
            /**
             * @description Telephone number (E.164); null when there is none to show.
             * @example +48818272694
             */
            phone?: string | null;
            /**
             * @description Telephone number as printed.
             * @example 81 8272694
             */
            phone_printed?: string | null;
            /**
             * @description Fixed or mobile. Vocabulary: phone_kind.
             * @example fixed
             * @enum {string|null}
             */
            phone_kind?: "fixed" | "mobile" | null;
            /**
             * @description Street and number.
             * @example ul. Frezerów 3
             */
            street?: string | null;
            /**
             * @description Postal code.
             * @example 20-209
             */
            postal_code?: string | null;
            /**
             * @description Post town.
             * @example Lublin
             */
            locality?: string | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * NullableDeclarationIdentity
         * @description Names a declaration by id or by slug; null for none.
         * @example {
         *       "slug": "deklaracja-2021-09-16"
         *     }
         */
        NullableDeclarationIdentity: {
            /**
             * Format: uuid
             * @description Id of the declaration.
             * @example 01993a5e-7c00-7000-8000-000000000001
             */
            id?: string;
            /**
             * @description Slug of the declaration, a former one too.
             * @example deklaracja-2021-09-16
             */
            slug?: string;
        } | null;
        /**
         * MembershipPrototype
         * @description A new membership, or all of one. What is left out is not known.
         */
        MembershipPrototype: {
            organisation?: components["schemas"]["NullableOrganisationIdentity"];
            person?: components["schemas"]["NullablePersonIdentity"];
            /**
             * @description Tier of membership. Vocabulary: membership_tier.
             * @example ordinary
             * @enum {string}
             */
            tier: "ordinary" | "supporting" | "honorary";
            /**
             * @description What the tier rests on. Vocabulary: tier_basis.
             * @example inferred
             * @enum {string}
             */
            tier_basis: "printed" | "inferred" | "decided";
            /**
             * @description What an inferred or decided tier rests on; null when the tier is printed.
             * @example Listed among the founding members.
             */
            tier_basis_note?: string | null;
            /**
             * @description Whether the member is one of the founders.
             * @example true
             */
            founder?: boolean;
            /**
             * @description Whether the founding declaration was signed in the name of the member.
             * @example true
             */
            founding_signatory?: boolean;
            /**
             * @description State of the membership as last recorded. Vocabulary: membership_status.
             * @example active
             * @enum {string}
             */
            status?: "candidate" | "active" | "suspended" | "ended";
            joined?: components["schemas"]["UncertainDatePrototype"];
            ended?: components["schemas"]["UncertainDatePrototype"];
            declaration?: components["schemas"]["NullableDeclarationIdentity"];
            representative?: components["schemas"]["NullablePersonIdentity"];
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * MembershipPatch
         * @description What is to change of one membership (RFC 7396): what is left out stays, null clears, lists are replaced as a whole.
         */
        MembershipPatch: {
            organisation?: components["schemas"]["NullableOrganisationIdentity"];
            person?: components["schemas"]["NullablePersonIdentity"];
            /**
             * @description Tier of membership. Vocabulary: membership_tier.
             * @example ordinary
             * @enum {string}
             */
            tier?: "ordinary" | "supporting" | "honorary";
            /**
             * @description What the tier rests on. Vocabulary: tier_basis.
             * @example inferred
             * @enum {string}
             */
            tier_basis?: "printed" | "inferred" | "decided";
            /**
             * @description What an inferred or decided tier rests on; null when the tier is printed.
             * @example Listed among the founding members.
             */
            tier_basis_note?: string | null;
            /**
             * @description Whether the member is one of the founders.
             * @example true
             */
            founder?: boolean;
            /**
             * @description Whether the founding declaration was signed in the name of the member.
             * @example true
             */
            founding_signatory?: boolean;
            /**
             * @description State of the membership as last recorded. Vocabulary: membership_status.
             * @example active
             * @enum {string}
             */
            status?: "candidate" | "active" | "suspended" | "ended";
            joined?: components["schemas"]["UncertainDatePrototype"];
            ended?: components["schemas"]["UncertainDatePrototype"];
            declaration?: components["schemas"]["NullableDeclarationIdentity"];
            representative?: components["schemas"]["NullablePersonIdentity"];
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * SignatoryPrototype
         * @description A signature under a declaration: who signed, for whom, in which post at that time. As it is sent.
         */
        SignatoryPrototype: {
            /**
             * @description In which list the signature stands. Vocabulary: signatory_role.
             * @example founding_ordinary
             * @enum {string}
             */
            role: "founding_ordinary" | "founding_supporting" | "applicant";
            /**
             * Format: int32
             * @description Place within that list.
             * @example 1
             */
            list_no: number;
            organisation?: components["schemas"]["NullableOrganisationIdentity"];
            person?: components["schemas"]["NullablePersonIdentity"];
            /**
             * @description Post as printed beside the signature, at that time; null when none is printed.
             * @example Dyrektor
             */
            printed_post?: string | null;
            /**
             * @description Capacity at that time. Vocabulary: appointment_capacity.
             * @example substantive
             * @enum {string}
             */
            capacity: "substantive" | "acting" | "deputy" | "unknown";
        };
        /**
         * DeclarationPrototype
         * @description A new declaration, or all of one. What is left out is not known.
         */
        DeclarationPrototype: {
            /**
             * @description Short name for URLs.
             * @example deklaracja-2021-09-16
             */
            slug?: string;
            /**
             * @description Founding, accession or withdrawal. Vocabulary: declaration_kind.
             * @example founding
             * @enum {string}
             */
            kind: "founding" | "accession" | "withdrawal";
            /**
             * @description Name of the document.
             * @example Deklaracja założycielska
             */
            title: string;
            /**
             * @description Tier that the signatories ask for; null when the declaration names none. Vocabulary: membership_tier.
             * @example ordinary
             * @enum {string|null}
             */
            tier?: "ordinary" | "supporting" | "honorary" | null;
            /** @description What the applicant states that no register tells, by the code of the rule that asks for it. */
            statements?: ("assistance_centre_becoming_cus" | "other_in_social_services")[];
            signed?: components["schemas"]["UncertainDatePrototype"];
            /**
             * @description Place of signing as printed; null when not printed.
             * @example Lublin, Obserwatorium CUS
             */
            place?: string | null;
            event?: components["schemas"]["NullableEventIdentity"];
            /** @description Signatures in their order. */
            signatories?: components["schemas"]["SignatoryPrototype"][];
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * DeclarationPatch
         * @description What is to change of one declaration (RFC 7396): what is left out stays, null clears, lists are replaced as a whole.
         */
        DeclarationPatch: {
            /**
             * @description Short name for URLs.
             * @example deklaracja-2021-09-16
             */
            slug?: string;
            /**
             * @description Founding, accession or withdrawal. Vocabulary: declaration_kind.
             * @example founding
             * @enum {string}
             */
            kind?: "founding" | "accession" | "withdrawal";
            /**
             * @description Name of the document.
             * @example Deklaracja założycielska
             */
            title?: string;
            /**
             * @description Tier that the signatories ask for; null when the declaration names none. Vocabulary: membership_tier.
             * @example ordinary
             * @enum {string|null}
             */
            tier?: "ordinary" | "supporting" | "honorary" | null;
            /** @description What the applicant states that no register tells, by the code of the rule that asks for it. */
            statements?: ("assistance_centre_becoming_cus" | "other_in_social_services")[];
            signed?: components["schemas"]["UncertainDatePrototype"];
            /**
             * @description Place of signing as printed; null when not printed.
             * @example Lublin, Obserwatorium CUS
             */
            place?: string | null;
            event?: components["schemas"]["NullableEventIdentity"];
            /** @description Signatures in their order. */
            signatories?: components["schemas"]["SignatoryPrototype"][];
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * EventTitlePrototype
         * @description Another title under which the event is printed. As it is sent.
         */
        EventTitlePrototype: {
            /**
             * @description The title.
             * @example Centra Usług Społecznych jako zintegrowany system usługowy na poziomie lokalnym. Prezentacja wyników pilotażu
             */
            title: string;
            /**
             * @description Where it stands.
             * @example welcome screen
             */
            printed_where: string;
        };
        /**
         * EventParticipantPrototype
         * @description Who organises, hosts, attends or reports an event. As it is sent.
         */
        EventParticipantPrototype: {
            /**
             * @description What the participant does. Vocabulary: event_role.
             * @example organiser
             * @enum {string}
             */
            role: "organiser" | "host" | "opening" | "letter_author" | "lecturer" | "moderator" | "panellist" | "presenter" | "closing" | "attendee" | "reporter" | "photographer";
            person?: components["schemas"]["NullablePersonIdentity"];
            organisation?: components["schemas"]["NullableOrganisationIdentity"];
            /**
             * @description A group as printed, when neither a person nor one organisation is named.
             * @example przedstawiciele Uczelni Wyższych
             */
            group_name?: string | null;
            /**
             * @description Post as printed beside the person; null when none is printed.
             * @example Marszałek Województwa Lubelskiego
             */
            printed_post?: string | null;
            /**
             * @description In the hall or online; null when not told. Vocabulary: participation_mode.
             * @example on_site
             * @enum {string|null}
             */
            mode?: "on_site" | "online" | null;
            /**
             * @description Whether the mode is printed or inferred. Vocabulary: fact_basis.
             * @example printed
             * @enum {string|null}
             */
            mode_basis?: "printed" | "inferred" | null;
        };
        /**
         * SpeakerPrototype
         * @description Who speaks in a programme item, or whose letter is read. As it is sent.
         */
        SpeakerPrototype: {
            /**
             * @description What the person does. Vocabulary: event_role.
             * @example lecturer
             * @enum {string}
             */
            role: "organiser" | "host" | "opening" | "letter_author" | "lecturer" | "moderator" | "panellist" | "presenter" | "closing" | "attendee" | "reporter" | "photographer";
            person: components["schemas"]["PersonIdentity"];
            organisation?: components["schemas"]["NullableOrganisationIdentity"];
            /**
             * @description Whether the person was there; null when not told.
             * @example true
             */
            present?: boolean | null;
        };
        /**
         * ProgrammeItemPrototype
         * @description An item of the programme. As it is sent.
         */
        ProgrammeItemPrototype: {
            /**
             * @description Kind of item. Vocabulary: programme_item_kind.
             * @example presentation
             * @enum {string}
             */
            kind: "opening" | "letter_read" | "lecture" | "panel" | "presentation" | "closing" | "other";
            /**
             * @description Title; null when none is printed.
             * @example Model Usług Społecznych w Gminie Bełżyce
             */
            title?: string | null;
            about?: components["schemas"]["NullableOrganisationIdentity"];
            /** @description Who speaks, in order. */
            speakers?: components["schemas"]["SpeakerPrototype"][];
        };
        /**
         * EventLinkPrototype
         * @description A page about the event: facts and a link, never its text. As it is sent.
         */
        EventLinkPrototype: {
            /**
             * @description What the link leads to.
             * @example Relacja z konferencji CUS w Lublinie
             */
            title: string;
            /**
             * Format: uri
             * @description Address.
             * @example https://niepelnosprawnilublin.pl/relacja-z-konferencji-cus-w-lublinie/
             */
            url: string;
            author?: components["schemas"]["NullablePersonIdentity"];
            publisher?: components["schemas"]["NullableOrganisationIdentity"];
            /**
             * @description Reservation of rights; null when none is printed.
             * @example Texts and photographs may be copied only with the consent of the editors.
             */
            rights?: string | null;
        };
        /**
         * EventPrototype
         * @description A new event, or all of one. What is left out is not known.
         */
        EventPrototype: {
            /**
             * @description Short name for URLs.
             * @example konferencja-2022-11-21
             */
            slug?: string;
            /**
             * @description Title as printed.
             * @example Centrum Usług Społecznych jako zintegrowany system usługowy na poziomie lokalnym. Prezentacja wyników pilotażu
             */
            title: string;
            /**
             * @description Kind of event. Vocabulary: event_kind.
             * @example conference
             * @enum {string}
             */
            kind: "conference" | "inauguration" | "study_visit" | "training" | "election_congress" | "other";
            /**
             * @description On site, online or hybrid; null when not told. Vocabulary: event_form.
             * @example hybrid
             * @enum {string|null}
             */
            form?: "on_site" | "online" | "hybrid" | null;
            /**
             * @description Planned, held or cancelled; null when no source tells. Vocabulary: event_status.
             * @example held
             * @enum {string|null}
             */
            status?: "planned" | "held" | "cancelled" | null;
            /** @description Other titles under which it is printed. */
            titles?: components["schemas"]["EventTitlePrototype"][];
            date?: components["schemas"]["UncertainDatePrototype"];
            /**
             * Format: date-time
             * @description Exact start, UTC; null when no hour is known.
             * @example 2021-09-16T09:00:00.000000Z
             */
            starts_at?: string | null;
            /**
             * Format: date-time
             * @description Exact end, UTC; null when not known.
             * @example 2021-09-16T13:00:00.000000Z
             */
            ends_at?: string | null;
            /**
             * @description Town in the nominative; null when not printed.
             * @example Lublin
             */
            place?: string | null;
            venue?: components["schemas"]["NullableOrganisationIdentity"];
            /**
             * @description Address of the venue as printed; null when not printed.
             * @example ul. Frezerów 3
             */
            address?: string | null;
            /**
             * @description Occasion as printed; null when none is printed.
             * @example Dzień Pracownika Socjalnego
             */
            occasion?: string | null;
            /** @description Who takes part, in order. */
            participants?: components["schemas"]["EventParticipantPrototype"][];
            /** @description Items of the programme, in order. */
            programme?: components["schemas"]["ProgrammeItemPrototype"][];
            /** @description Pages about the event. */
            links?: components["schemas"]["EventLinkPrototype"][];
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * EventPatch
         * @description What is to change of one event (RFC 7396): what is left out stays, null clears, lists are replaced as a whole.
         */
        EventPatch: {
            /**
             * @description Short name for URLs.
             * @example konferencja-2022-11-21
             */
            slug?: string;
            /**
             * @description Title as printed.
             * @example Centrum Usług Społecznych jako zintegrowany system usługowy na poziomie lokalnym. Prezentacja wyników pilotażu
             */
            title?: string;
            /**
             * @description Kind of event. Vocabulary: event_kind.
             * @example conference
             * @enum {string}
             */
            kind?: "conference" | "inauguration" | "study_visit" | "training" | "election_congress" | "other";
            /**
             * @description On site, online or hybrid; null when not told. Vocabulary: event_form.
             * @example hybrid
             * @enum {string|null}
             */
            form?: "on_site" | "online" | "hybrid" | null;
            /**
             * @description Planned, held or cancelled; null when no source tells. Vocabulary: event_status.
             * @example held
             * @enum {string|null}
             */
            status?: "planned" | "held" | "cancelled" | null;
            /** @description Other titles under which it is printed. */
            titles?: components["schemas"]["EventTitlePrototype"][];
            date?: components["schemas"]["UncertainDatePrototype"];
            /**
             * Format: date-time
             * @description Exact start, UTC; null when no hour is known.
             * @example 2021-09-16T09:00:00.000000Z
             */
            starts_at?: string | null;
            /**
             * Format: date-time
             * @description Exact end, UTC; null when not known.
             * @example 2021-09-16T13:00:00.000000Z
             */
            ends_at?: string | null;
            /**
             * @description Town in the nominative; null when not printed.
             * @example Lublin
             */
            place?: string | null;
            venue?: components["schemas"]["NullableOrganisationIdentity"];
            /**
             * @description Address of the venue as printed; null when not printed.
             * @example ul. Frezerów 3
             */
            address?: string | null;
            /**
             * @description Occasion as printed; null when none is printed.
             * @example Dzień Pracownika Socjalnego
             */
            occasion?: string | null;
            /** @description Who takes part, in order. */
            participants?: components["schemas"]["EventParticipantPrototype"][];
            /** @description Items of the programme, in order. */
            programme?: components["schemas"]["ProgrammeItemPrototype"][];
            /** @description Pages about the event. */
            links?: components["schemas"]["EventLinkPrototype"][];
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * ContributorPrototype
         * @description An author or editor of a publication. As it is sent.
         */
        ContributorPrototype: {
            /**
             * @description Author or editor. Vocabulary: contributor_role.
             * @example editor
             * @enum {string}
             */
            role: "author" | "editor";
            person: components["schemas"]["PersonIdentity"];
        };
        /**
         * PublicationPrototype
         * @description A new publication, or all of one. What is left out is not known.
         */
        PublicationPrototype: {
            /**
             * @description Short name for URLs.
             * @example standaryzacja-uslug-spolecznych
             */
            slug?: string;
            /**
             * Format: int32
             * @description Place in the printed list.
             * @example 1
             */
            no?: number;
            /**
             * @description Title as printed.
             * @example Standaryzacja usług społecznych
             */
            title: string;
            /**
             * @description Kind; unspecified when the source does not tell. Vocabulary: publication_kind.
             * @example unspecified
             * @enum {string}
             */
            kind: "book" | "journal_issue" | "expert_opinion" | "handbook" | "unspecified";
            /**
             * @description Issue of a journal as printed; null for other kinds.
             * @example 1(24)
             */
            issue?: string | null;
            /**
             * Format: int32
             * @description Year; null when not printed.
             * @example 2021
             */
            year?: number | null;
            publisher?: components["schemas"]["NullableOrganisationIdentity"];
            /** @description Authors and editors in the printed order. */
            contributors?: components["schemas"]["ContributorPrototype"][];
            /**
             * @description Remark of the keepers of the registry.
             * @example Title as printed.
             */
            note?: string | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * PublicationPatch
         * @description What is to change of one publication (RFC 7396): what is left out stays, null clears, lists are replaced as a whole.
         */
        PublicationPatch: {
            /**
             * @description Short name for URLs.
             * @example standaryzacja-uslug-spolecznych
             */
            slug?: string;
            /**
             * Format: int32
             * @description Place in the printed list.
             * @example 1
             */
            no?: number;
            /**
             * @description Title as printed.
             * @example Standaryzacja usług społecznych
             */
            title?: string;
            /**
             * @description Kind; unspecified when the source does not tell. Vocabulary: publication_kind.
             * @example unspecified
             * @enum {string}
             */
            kind?: "book" | "journal_issue" | "expert_opinion" | "handbook" | "unspecified";
            /**
             * @description Issue of a journal as printed; null for other kinds.
             * @example 1(24)
             */
            issue?: string | null;
            /**
             * Format: int32
             * @description Year; null when not printed.
             * @example 2021
             */
            year?: number | null;
            publisher?: components["schemas"]["NullableOrganisationIdentity"];
            /** @description Authors and editors in the printed order. */
            contributors?: components["schemas"]["ContributorPrototype"][];
            /**
             * @description Remark of the keepers of the registry.
             * @example Title as printed.
             */
            note?: string | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * LegalActTitlePrototype
         * @description A title under which an act is cited elsewhere, misprints kept. As it is sent.
         */
        LegalActTitlePrototype: {
            /**
             * @description The title as printed.
             * @example ustawa z 19 lipca 2019 r. o realizacji usług społecznych
             */
            title: string;
            /**
             * @description Where it stands.
             * @example S000:3
             */
            printed_where: string;
        };
        /**
         * LegalActPrototype
         * @description A new legal act, or all of one. What is left out is not known.
         */
        LegalActPrototype: {
            /**
             * @description Short name for URLs.
             * @example ustawa-cus-2019
             */
            slug?: string;
            /**
             * @description Act of parliament or regulation. Vocabulary: legal_act_kind.
             * @example act
             * @enum {string}
             */
            kind: "act" | "regulation";
            /**
             * @description Official title.
             * @example Ustawa z dnia 19 lipca 2019 r. o realizowaniu usług społecznych przez centrum usług społecznych
             */
            title: string;
            /** @description Other titles under which it is cited. */
            titles?: components["schemas"]["LegalActTitlePrototype"][];
            /**
             * Format: date
             * @description Date in the title.
             * @example 2019-07-19
             */
            dated: string;
            /**
             * @description Place in the Journal of Laws (Dziennik Ustaw); null when not known.
             * @example Dz.U. 2019 poz. 1818
             */
            journal?: string | null;
            /**
             * Format: date
             * @description Day of entry into force; null when not known.
             * @example 2020-01-01
             */
            in_force_from?: string | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * LegalActPatch
         * @description What is to change of one legal act (RFC 7396): what is left out stays, null clears, lists are replaced as a whole.
         */
        LegalActPatch: {
            /**
             * @description Short name for URLs.
             * @example ustawa-cus-2019
             */
            slug?: string;
            /**
             * @description Act of parliament or regulation. Vocabulary: legal_act_kind.
             * @example act
             * @enum {string}
             */
            kind?: "act" | "regulation";
            /**
             * @description Official title.
             * @example Ustawa z dnia 19 lipca 2019 r. o realizowaniu usług społecznych przez centrum usług społecznych
             */
            title?: string;
            /** @description Other titles under which it is cited. */
            titles?: components["schemas"]["LegalActTitlePrototype"][];
            /**
             * Format: date
             * @description Date in the title.
             * @example 2019-07-19
             */
            dated?: string;
            /**
             * @description Place in the Journal of Laws (Dziennik Ustaw); null when not known.
             * @example Dz.U. 2019 poz. 1818
             */
            journal?: string | null;
            /**
             * Format: date
             * @description Day of entry into force; null when not known.
             * @example 2020-01-01
             */
            in_force_from?: string | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * TrainingTopicPrototype
         * @description A new training topic, or all of one. What is left out is not known.
         */
        TrainingTopicPrototype: {
            /**
             * @description Short name for URLs.
             * @example organizacja-spolecznosci-lokalnej
             */
            slug?: string;
            /**
             * Format: int32
             * @description Place in the printed list.
             * @example 1
             */
            no?: number;
            /**
             * @description Topic as printed.
             * @example Organizacja społeczności lokalnej
             */
            name: string;
            /**
             * @description Post that the training is for; null when not told. Vocabulary: post_role.
             * @example community_organiser
             * @enum {string|null}
             */
            post_role?: "head" | "deputy_head" | "services_organiser" | "assistance_organiser" | "plan_coordinator" | "community_organiser" | "social_worker" | "chair" | "president_of_board" | "office_manager" | "mayor_rural" | "mayor_town" | "mayor_city" | "voivodeship_marshal" | "minister" | "adviser" | "coordinator" | "other" | null;
            /**
             * @description Act that sets the topic, see /legal-acts; null when not told.
             * @example rozporzadzenie-szkolenia-2020
             */
            legal_act?: string | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * TrainingTopicPatch
         * @description What is to change of one training topic (RFC 7396): what is left out stays, null clears, lists are replaced as a whole.
         */
        TrainingTopicPatch: {
            /**
             * @description Short name for URLs.
             * @example organizacja-spolecznosci-lokalnej
             */
            slug?: string;
            /**
             * Format: int32
             * @description Place in the printed list.
             * @example 1
             */
            no?: number;
            /**
             * @description Topic as printed.
             * @example Organizacja społeczności lokalnej
             */
            name?: string;
            /**
             * @description Post that the training is for; null when not told. Vocabulary: post_role.
             * @example community_organiser
             * @enum {string|null}
             */
            post_role?: "head" | "deputy_head" | "services_organiser" | "assistance_organiser" | "plan_coordinator" | "community_organiser" | "social_worker" | "chair" | "president_of_board" | "office_manager" | "mayor_rural" | "mayor_town" | "mayor_city" | "voivodeship_marshal" | "minister" | "adviser" | "coordinator" | "other" | null;
            /**
             * @description Act that sets the topic, see /legal-acts; null when not told.
             * @example rozporzadzenie-szkolenia-2020
             */
            legal_act?: string | null;
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * LinkedSitePrototype
         * @description A new linked site, or all of one. What is left out is not known.
         */
        LinkedSitePrototype: {
            /**
             * @description Short name for URLs.
             * @example krajowa-baza-cus
             */
            slug?: string;
            /**
             * Format: int32
             * @description Place in the printed list; null when it stands elsewhere.
             * @example 2
             */
            no?: number | null;
            /**
             * @description Name as printed.
             * @example Krajowa baza Centrów Usług Społecznych
             */
            name: string;
            /**
             * @description Kind of site. Vocabulary: linked_site_kind.
             * @example national_database
             * @enum {string}
             */
            kind: "government_site" | "national_database" | "convention_site" | "portal" | "other";
            /**
             * Format: uri
             * @description Address; null when not printed.
             * @example https://cusy.pl/konwent-cus/
             */
            url?: string | null;
            /**
             * @description Domain as printed, when only that is printed.
             * @example CUSY.PL
             */
            printed_domain?: string | null;
            run_by?: components["schemas"]["NullableOrganisationIdentity"];
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * LinkedSitePatch
         * @description What is to change of one linked site (RFC 7396): what is left out stays, null clears, lists are replaced as a whole.
         */
        LinkedSitePatch: {
            /**
             * @description Short name for URLs.
             * @example krajowa-baza-cus
             */
            slug?: string;
            /**
             * Format: int32
             * @description Place in the printed list; null when it stands elsewhere.
             * @example 2
             */
            no?: number | null;
            /**
             * @description Name as printed.
             * @example Krajowa baza Centrów Usług Społecznych
             */
            name?: string;
            /**
             * @description Kind of site. Vocabulary: linked_site_kind.
             * @example national_database
             * @enum {string}
             */
            kind?: "government_site" | "national_database" | "convention_site" | "portal" | "other";
            /**
             * Format: uri
             * @description Address; null when not printed.
             * @example https://cusy.pl/konwent-cus/
             */
            url?: string | null;
            /**
             * @description Domain as printed, when only that is printed.
             * @example CUSY.PL
             */
            printed_domain?: string | null;
            run_by?: components["schemas"]["NullableOrganisationIdentity"];
            /** @description Sources that the record rests on. Null unless `include` asks for it. */
            sources?: components["schemas"]["CitationPrototype"][];
        };
        /**
         * SourcePrototype
         * @description A new source, or all of one. What is left out is not known.
         */
        SourcePrototype: {
            /**
             * @description Short name for URLs.
             * @example s000
             */
            slug: string;
            /**
             * @description Document, web page or public register. Vocabulary: source_kind.
             * @example document
             * @enum {string}
             */
            kind: "document" | "web_page" | "register";
            /**
             * @description Title as printed; null when none is printed.
             * @example Konwent Centrów Usług Społecznych
             */
            title?: string | null;
            /**
             * Format: uri
             * @description Address where the source was seen; null when not known.
             * @example https://cusy.pl/konwent-cus/
             */
            url?: string | null;
            /**
             * @description Author as printed; null when none is printed.
             * @example Wiktoria Kwiecień
             */
            author?: string | null;
            /**
             * Format: date
             * @description Day of publication; null when none is printed.
             * @example 2021-09-16
             */
            published_on?: string | null;
            /**
             * Format: date
             * @description Latest day on which the text can have been written, when something on the page tells it.
             * @example 2022-08-31
             */
            snapshot_not_after?: string | null;
            /**
             * Format: date
             * @description Day on which the registry took over the facts; null when not recorded.
             * @example 2026-11-21
             */
            taken_over_on?: string | null;
            /**
             * @description Reservation of rights as far as it binds re-users; null when none is printed.
             * @example Texts and photographs may be copied only with the consent of the editors.
             */
            rights?: string | null;
            /**
             * @description SHA-256 of the stored copy, hexadecimal; null when no copy is stored.
             * @example ecd840d63efaa9ed1c1314a496f7a35a3773448dfaa80fda9e5f75a3fed4fc74
             */
            sha256?: string | null;
        };
        /**
         * SourcePatch
         * @description What is to change of one source (RFC 7396): what is left out stays, null clears, lists are replaced as a whole.
         */
        SourcePatch: {
            /**
             * @description Short name for URLs.
             * @example s000
             */
            slug?: string;
            /**
             * @description Document, web page or public register. Vocabulary: source_kind.
             * @example document
             * @enum {string}
             */
            kind?: "document" | "web_page" | "register";
            /**
             * @description Title as printed; null when none is printed.
             * @example Konwent Centrów Usług Społecznych
             */
            title?: string | null;
            /**
             * Format: uri
             * @description Address where the source was seen; null when not known.
             * @example https://cusy.pl/konwent-cus/
             */
            url?: string | null;
            /**
             * @description Author as printed; null when none is printed.
             * @example Wiktoria Kwiecień
             */
            author?: string | null;
            /**
             * Format: date
             * @description Day of publication; null when none is printed.
             * @example 2021-09-16
             */
            published_on?: string | null;
            /**
             * Format: date
             * @description Latest day on which the text can have been written, when something on the page tells it.
             * @example 2022-08-31
             */
            snapshot_not_after?: string | null;
            /**
             * Format: date
             * @description Day on which the registry took over the facts; null when not recorded.
             * @example 2026-11-21
             */
            taken_over_on?: string | null;
            /**
             * @description Reservation of rights as far as it binds re-users; null when none is printed.
             * @example Texts and photographs may be copied only with the consent of the editors.
             */
            rights?: string | null;
            /**
             * @description SHA-256 of the stored copy, hexadecimal; null when no copy is stored.
             * @example ecd840d63efaa9ed1c1314a496f7a35a3773448dfaa80fda9e5f75a3fed4fc74
             */
            sha256?: string | null;
        };
    };
    responses: {
        /** @description The request is malformed: a parameter is unknown, repeated, out of range or ambiguous. */
        BadRequest: {
            headers: {
                "Request-Id": components["headers"]["Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A key is needed here, or the one sent is not valid. Public data needs none. */
        Unauthorized: {
            headers: {
                "Request-Id": components["headers"]["Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The representation asked for does not exist here. */
        NotAcceptable: {
            headers: {
                "Request-Id": components["headers"]["Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description More requests came than the window allows. */
        TooManyRequests: {
            headers: {
                "Request-Id": components["headers"]["Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service failed; the request may be sent again. */
        InternalError: {
            headers: {
                "Request-Id": components["headers"]["Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The database is away for the moment. */
        DatabaseUnavailable: {
            headers: {
                "Request-Id": components["headers"]["Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key is valid but lacks the scope that the operation needs. */
        Forbidden: {
            headers: {
                "Request-Id": components["headers"]["Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                /**
                 * @description Which scope is needed (RFC 6750 3.1).
                 * @example Bearer realm="konwent", error="insufficient_scope"
                 */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The state of the registry does not allow it: a value is taken, other records rest on this one. */
        Conflict: {
            headers: {
                "Request-Id": components["headers"]["Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is of a media type or content coding that is not taken here. */
        UnsupportedMediaType: {
            headers: {
                "Request-Id": components["headers"]["Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such record, or none that is public. */
        NotFound: {
            headers: {
                "Request-Id": components["headers"]["Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The record has changed since the ETag in If-Match was given. */
        PreconditionFailed: {
            headers: {
                "Request-Id": components["headers"]["Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description If-Match with the ETag of the record is required. */
        PreconditionRequired: {
            headers: {
                "Request-Id": components["headers"]["Request-Id"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description What the organisation is. Several, separated by commas, mean any of them.
         * @example [
         *       "cus",
         *       "ops"
         *     ]
         */
        Kind: ("cus" | "ops" | "gops" | "mgops" | "mops" | "mopr" | "pcpr" | "rops" | "voivodeship_office" | "marshal_office" | "voivodeship_government" | "gmina" | "powiat" | "ministry" | "department" | "body" | "office" | "foundation" | "association" | "ngo" | "social_economy_entity" | "social_enterprise" | "observatory" | "university" | "portal" | "venue" | "convention" | "other")[];
        /**
         * @description Family of kinds. Several, separated by commas, mean any of them.
         * @example [
         *       "ops"
         *     ]
         */
        KindFamily: ("cus" | "ops" | "family_support" | "regional_policy" | "government_administration" | "self_government" | "third_sector")[];
        /**
         * @description Status. Several, separated by commas, mean any of them.
         * @example [
         *       "active"
         *     ]
         */
        Status: ("active" | "transformed" | "closed")[];
        /**
         * @description Whether it has a membership on the day `as_of`, or today.
         * @example true
         */
        Member: boolean;
        /**
         * @description Tier of the membership that it has on the day `as_of`, or today. Several, separated by commas, mean any of them.
         * @example [
         *       "ordinary"
         *     ]
         */
        Tier: ("ordinary" | "supporting" | "honorary")[];
        /**
         * @description Whether the membership that it has on the day `as_of`, or today, is that of a founder.
         * @example true
         */
        Founder: boolean;
        /**
         * @description Territory by TERYT code, or by a name that only one voivodeship bears. Several, separated by commas, mean any of them.
         * @example [
         *       "06"
         *     ]
         */
        Voivodeship: string[];
        /**
         * @description Territory by TERYT code, or by a name that only one powiat bears. Several, separated by commas, mean any of them.
         * @example [
         *       "0612"
         *     ]
         */
        Powiat: string[];
        /**
         * @description Territory by TERYT code, or by a name that only one gmina bears. Several, separated by commas, mean any of them.
         * @example [
         *       "061205"
         *     ]
         */
        Gmina: string[];
        /**
         * @description Kind of the gmina that it serves. Several, separated by commas, mean any of them.
         * @example [
         *       "rural"
         *     ]
         */
        GminaKind: ("urban" | "rural" | "urban_rural")[];
        /**
         * @description Place of the seat, without regard to case and diacritics.
         * @example Hrubieszów
         */
        Seat: string;
        /**
         * @description How a CUS came to be. Several, separated by commas, mean any of them.
         * @example [
         *       "transformation_ops"
         *     ]
         */
        CreationMode: ("transformation_ops" | "agreement_of_gminas" | "new_unit_over_100k" | "transformation_mopr")[];
        /**
         * @description Organisation that it is a part of. Ids or slugs; several, separated by commas, mean any of them.
         * @example [
         *       "umwl"
         *     ]
         */
        PartOf: string[];
        /**
         * @description Tax number (NIP), ten digits.
         * @example 5261040828
         */
        Nip: string;
        /**
         * @description Statistical number (REGON), 9 or 14 digits.
         * @example 000331501
         */
        Regon: string;
        /**
         * @description Court register number (KRS), ten digits.
         * @example 0000085688
         */
        Krs: string;
        /**
         * @description Whether its coordinates are known.
         * @example true
         */
        Located: boolean;
        /**
         * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
         * @example swidniku
         */
        Q: string;
        /**
         * @description Keeps only what holds with this certainty on the day `as_of`, which must be given.
         * @example certain
         */
        Certainty: "certain" | "possible";
        /**
         * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
         * @example 2026-11-21T09:00:00.000000Z
         */
        UpdatedSince: string;
        /**
         * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
         * @example [
         *       "id",
         *       "slug"
         *     ]
         */
        Fields: ("id" | "slug" | "name" | "short_name" | "kind" | "kind_family" | "status" | "territory" | "seat" | "street" | "postal_code" | "locality" | "latitude" | "longitude" | "coordinates_basis" | "website" | "nip" | "regon" | "krs" | "creation_mode" | "legal_form" | "part_of" | "established" | "closed" | "certainty" | "version" | "updated_at")[];
        /**
         * @description Related records to put into each record, separated by commas.
         * @example [
         *       "memberships"
         *     ]
         */
        Include: ("memberships" | "appointments" | "contacts" | "names" | "sources")[];
        /**
         * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
         * @example 2022-08-31
         */
        AsOf: string;
        /**
         * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `name`.
         * @example [
         *       "name"
         *     ]
         */
        Sort: string[];
        /**
         * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
         * @example 50
         */
        Limit: number;
        /**
         * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
         * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
         */
        Cursor: string;
        /**
         * @description Asks for `meta.total`, the number of all records that the filters keep.
         * @example exact
         */
        Count: "exact";
        /**
         * @description Representation; wins over the Accept header.
         * @example json
         */
        Format: "json" | "csv" | "ndjson" | "geojson";
        /**
         * @description Dialect of CSV; `excel-pl` opens in Excel with Polish settings.
         * @example excel-pl
         */
        Dialect: string;
        /**
         * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
         * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
         */
        IdempotencyKey: string;
        /**
         * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
         * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
         */
        IfMatch: string;
        /**
         * @description `*` makes a new record only: 412 when there is one.
         * @example *
         */
        IfNoneMatch: string;
        /**
         * @description Organisation that is the successor or the predecessor. Ids or slugs; several, separated by commas, mean any of them.
         * @example [
         *       "cus-swidnik"
         *     ]
         */
        Organisation: string[];
        /**
         * @description Role of a post that the person holds or held. Several, separated by commas, mean any of them.
         * @example [
         *       "head"
         *     ]
         */
        Role: ("head" | "deputy_head" | "services_organiser" | "assistance_organiser" | "plan_coordinator" | "community_organiser" | "social_worker" | "chair" | "president_of_board" | "office_manager" | "mayor_rural" | "mayor_town" | "mayor_city" | "voivodeship_marshal" | "minister" | "adviser" | "coordinator" | "other")[];
        /**
         * @description Printed list of members that names the person, see /membership-lists. Ids or slugs; several, separated by commas, mean any of them.
         * @example [
         *       "czlonkowie-konwentu"
         *     ]
         */
        MembershipList: string[];
        /**
         * @description Academic title. Several, separated by commas, mean any of them.
         * @example [
         *       "dr",
         *       "dr_hab"
         *     ]
         */
        AcademicTitle: ("mgr" | "dr" | "dr_hab" | "prof")[];
        /**
         * @description Person in the post. Ids or slugs; several, separated by commas, mean any of them.
         * @example [
         *       "anna-ostasz"
         *     ]
         */
        Person: string[];
        /**
         * @description In what capacity the post is held. Several, separated by commas, mean any of them.
         * @example [
         *       "acting"
         *     ]
         */
        Capacity: ("substantive" | "acting" | "deputy" | "unknown")[];
        /**
         * @description Whether a post is printed beside the name of the person.
         * @example true
         */
        PostPrinted: boolean;
        /**
         * @description Type of member. Several, separated by commas, mean any of them.
         * @example [
         *       "organisation"
         *     ]
         */
        MemberType: ("organisation" | "person")[];
        /**
         * @description What the tier rests on. Several, separated by commas, mean any of them.
         * @example [
         *       "printed"
         *     ]
         */
        TierBasis: ("printed" | "inferred" | "decided")[];
        /**
         * @description Whether the founding declaration was signed in the name of the member.
         * @example true
         */
        FoundingSignatory: boolean;
        /**
         * @description Whether the exact day of joining is known.
         * @example true
         */
        JoinedKnown: boolean;
        /**
         * @description Form of the event. Several, separated by commas, mean any of them.
         * @example [
         *       "hybrid"
         *     ]
         */
        Form: ("on_site" | "online" | "hybrid")[];
        /**
         * @description First day on which the event may be.
         * @example 2022-01-01
         */
        From: string;
        /**
         * @description Last day on which the event may be.
         * @example 2022-12-31
         */
        To: string;
        /**
         * @description Whether the exact day of the event is known.
         * @example true
         */
        Dated: boolean;
        /**
         * @description Level. Several, separated by commas, mean any of them.
         * @example [
         *       "gmina"
         *     ]
         */
        Level: ("country" | "voivodeship" | "powiat" | "city_county" | "gmina")[];
        /**
         * @description The name as printed.
         * @example CUS w Swidniku
         */
        Name: string;
        /**
         * @description Who holds the key. Several, separated by commas, mean any of them.
         * @example [
         *       "partner"
         *     ]
         */
        Audience: ("partner" | "staff")[];
        /**
         * @description Keeps the keys that have one of these scopes; several are separated by commas.
         * @example [
         *       "keys:admin"
         *     ]
         */
        Scope: string[];
        /**
         * @description Whether the key is valid now: begun, not expired, not revoked.
         * @example true
         */
        Active: boolean;
        /**
         * @description What the groups have in common. Default: `tier`.
         * @example tier
         */
        GroupBy: "tier" | "kind" | "kind_family" | "voivodeship" | "powiat" | "gmina_kind";
    };
    requestBodies: never;
    headers: {
        /**
         * @description Identifier of the request, for talking about it with the registry.
         * @example 01993a5e-7c00-7000-8000-000000000001
         */
        "Request-Id": string;
        /**
         * @description Requests left and seconds until the window ends (draft-ietf-httpapi-ratelimit-headers).
         * @example "minute";r=1199;t=60
         */
        RateLimit: string;
        /**
         * @description Requests allowed in a window of seconds (draft-ietf-httpapi-ratelimit-headers).
         * @example "minute";q=1200;w=60
         */
        "RateLimit-Policy": string;
        /**
         * @description Any page may read the answer (Fetch standard).
         * @example *
         */
        "Access-Control-Allow-Origin": string;
        /**
         * @description Strong validator of this representation (RFC 9110 8.8.3).
         * @example "kq3vXh0m5bA2c9dEfGhIjKlMnOp"
         */
        ETag: string;
        /**
         * @description How long a copy may be used (RFC 9111).
         * @example public, max-age=60
         */
        "Cache-Control": string;
        /**
         * @description How to authenticate (RFC 9110 11.6.1).
         * @example Bearer realm="konwent"
         */
        "WWW-Authenticate": string;
        /**
         * @description Seconds to wait before the next try.
         * @example 5
         */
        "Retry-After": number;
        /**
         * @description The next page, `rel="next"` (RFC 8288); absent on the last one.
         * @example </v1/organisations?limit=50&cursor=q80mYl0iBcdXwT1bWyJDVVMiXQ>; rel="next"
         */
        Link: string;
        /**
         * @description Address of the record (RFC 9110 10.2.2).
         * @example /v1/organisations/cus-belzyce
         */
        Location: string;
        /**
         * @description `true` when the request had been carried out before; absent otherwise.
         * @example true
         */
        "Idempotent-Replayed": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_index: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What there is, with links. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceIndex"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_liveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service is alive. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service is ready. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_problem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the problem.
                 * @example not_found
                 */
                code: "moved" | "invalid_request" | "invalid_parameter" | "invalid_cursor" | "invalid_key" | "key_required" | "insufficient_scope" | "not_found" | "method_not_allowed" | "not_acceptable" | "request_timeout" | "already_exists" | "in_use" | "wrong_state" | "request_in_flight" | "last_admin_key" | "processing_restricted" | "erased" | "precondition_failed" | "payload_too_large" | "uri_too_long" | "unsupported_media_type" | "rule_broken" | "idempotency_key_reused" | "precondition_required" | "rate_limited" | "header_too_large" | "internal_error" | "audit_unavailable" | "database_unavailable";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The type of problem. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemType"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_organisations: {
        parameters: {
            query?: {
                /**
                 * @description What the organisation is. Several, separated by commas, mean any of them.
                 * @example [
                 *       "cus",
                 *       "ops"
                 *     ]
                 */
                kind?: components["parameters"]["Kind"];
                /**
                 * @description Family of kinds. Several, separated by commas, mean any of them.
                 * @example [
                 *       "ops"
                 *     ]
                 */
                kind_family?: components["parameters"]["KindFamily"];
                /**
                 * @description Status. Several, separated by commas, mean any of them.
                 * @example [
                 *       "active"
                 *     ]
                 */
                status?: components["parameters"]["Status"];
                /**
                 * @description Whether it has a membership on the day `as_of`, or today.
                 * @example true
                 */
                member?: components["parameters"]["Member"];
                /**
                 * @description Tier of the membership that it has on the day `as_of`, or today. Several, separated by commas, mean any of them.
                 * @example [
                 *       "ordinary"
                 *     ]
                 */
                tier?: components["parameters"]["Tier"];
                /**
                 * @description Whether the membership that it has on the day `as_of`, or today, is that of a founder.
                 * @example true
                 */
                founder?: components["parameters"]["Founder"];
                /**
                 * @description Territory by TERYT code, or by a name that only one voivodeship bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "06"
                 *     ]
                 */
                voivodeship?: components["parameters"]["Voivodeship"];
                /**
                 * @description Territory by TERYT code, or by a name that only one powiat bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "0612"
                 *     ]
                 */
                powiat?: components["parameters"]["Powiat"];
                /**
                 * @description Territory by TERYT code, or by a name that only one gmina bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "061205"
                 *     ]
                 */
                gmina?: components["parameters"]["Gmina"];
                /**
                 * @description Kind of the gmina that it serves. Several, separated by commas, mean any of them.
                 * @example [
                 *       "rural"
                 *     ]
                 */
                gmina_kind?: components["parameters"]["GminaKind"];
                /**
                 * @description Place of the seat, without regard to case and diacritics.
                 * @example Hrubieszów
                 */
                seat?: components["parameters"]["Seat"];
                /**
                 * @description How a CUS came to be. Several, separated by commas, mean any of them.
                 * @example [
                 *       "transformation_ops"
                 *     ]
                 */
                creation_mode?: components["parameters"]["CreationMode"];
                /**
                 * @description Organisation that it is a part of. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "umwl"
                 *     ]
                 */
                part_of?: components["parameters"]["PartOf"];
                /**
                 * @description Tax number (NIP), ten digits.
                 * @example 5261040828
                 */
                nip?: components["parameters"]["Nip"];
                /**
                 * @description Statistical number (REGON), 9 or 14 digits.
                 * @example 000331501
                 */
                regon?: components["parameters"]["Regon"];
                /**
                 * @description Court register number (KRS), ten digits.
                 * @example 0000085688
                 */
                krs?: components["parameters"]["Krs"];
                /**
                 * @description Whether its coordinates are known.
                 * @example true
                 */
                located?: components["parameters"]["Located"];
                /**
                 * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
                 * @example swidniku
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description Keeps only what holds with this certainty on the day `as_of`, which must be given.
                 * @example certain
                 */
                certainty?: components["parameters"]["Certainty"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: components["parameters"]["Fields"];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "memberships"
                 *     ]
                 */
                include?: components["parameters"]["Include"];
                /**
                 * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
                 * @example 2022-08-31
                 */
                as_of?: components["parameters"]["AsOf"];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `name`.
                 * @example [
                 *       "name"
                 *     ]
                 */
                sort?: components["parameters"]["Sort"];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
                /**
                 * @description Representation; wins over the Accept header.
                 * @example json
                 */
                format?: components["parameters"]["Format"];
                /**
                 * @description Dialect of CSV; `excel-pl` opens in Excel with Polish settings.
                 * @example excel-pl
                 */
                dialect?: components["parameters"]["Dialect"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                    "application/geo+json": components["schemas"]["OrganisationFeatureCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_organisation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The new organisation. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationPrototype"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_organisation: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: components["parameters"]["Fields"];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "memberships"
                 *     ]
                 */
                include?: components["parameters"]["Include"];
                /**
                 * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
                 * @example 2022-08-31
                 */
                as_of?: components["parameters"]["AsOf"];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_organisation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description `*` makes a new record only: 412 when there is one.
                 * @example *
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        /** @description All of the organisation. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationPrototype"];
            };
        };
        responses: {
            /** @description The record was replaced; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_organisation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record is gone. */
            204: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_organisation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        /** @description What is to change of the organisation. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["OrganisationPatch"];
            };
        };
        responses: {
            /** @description The record was changed; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_organisation_names: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationNameList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_organisation_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_lineage: {
        parameters: {
            query?: {
                /**
                 * @description Organisation that is the successor or the predecessor. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "cus-swidnik"
                 *     ]
                 */
                organisation?: components["parameters"]["Organisation"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "successor"
                 *     ]
                 */
                fields?: ("id" | "successor" | "predecessor" | "predecessor_name" | "predecessor_kind" | "happened" | "legal_basis" | "version" | "updated_at")[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `happened_on`.
                 * @example [
                 *       "happened_on"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LineageCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_lineage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The new lineage. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["LineagePrototype"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lineage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lineage: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "successor"
                 *     ]
                 */
                fields?: ("id" | "successor" | "predecessor" | "predecessor_name" | "predecessor_kind" | "happened" | "legal_basis" | "version" | "updated_at")[];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the entry of lineage.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                lineage: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lineage"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_lineage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id of the entry of lineage.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                lineage: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record is gone. */
            204: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_lineage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id of the entry of lineage.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                lineage: string;
            };
            cookie?: never;
        };
        /** @description What is to change of the lineage. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["LineagePatch"];
            };
        };
        responses: {
            /** @description The record was changed; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lineage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_people: {
        parameters: {
            query?: {
                /**
                 * @description Organisation in which the person holds or held a post. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "cus-wojcieszkow"
                 *     ]
                 */
                organisation?: string[];
                /**
                 * @description Role of a post that the person holds or held. Several, separated by commas, mean any of them.
                 * @example [
                 *       "head"
                 *     ]
                 */
                role?: components["parameters"]["Role"];
                /**
                 * @description Printed list of members that names the person, see /membership-lists. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "czlonkowie-konwentu"
                 *     ]
                 */
                membership_list?: components["parameters"]["MembershipList"];
                /**
                 * @description Academic title. Several, separated by commas, mean any of them.
                 * @example [
                 *       "dr",
                 *       "dr_hab"
                 *     ]
                 */
                academic_title?: components["parameters"]["AcademicTitle"];
                /**
                 * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
                 * @example swidniku
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "given_name" | "family_name" | "academic_title" | "display_name" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "appointments"
                 *     ]
                 */
                include?: ("appointments" | "memberships" | "sources")[];
                /**
                 * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
                 * @example 2022-08-31
                 */
                as_of?: components["parameters"]["AsOf"];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `family_name,given_name`.
                 * @example [
                 *       "family_name",
                 *       "given_name"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_person: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The new person. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonPrototype"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_person: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "given_name" | "family_name" | "academic_title" | "display_name" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "appointments"
                 *     ]
                 */
                include?: ("appointments" | "memberships" | "sources")[];
                /**
                 * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
                 * @example 2022-08-31
                 */
                as_of?: components["parameters"]["AsOf"];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the person.
                 * @example ewelina-szkutnicka
                 */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_person: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description `*` makes a new record only: 412 when there is one.
                 * @example *
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the person.
                 * @example ewelina-szkutnicka
                 */
                person: string;
            };
            cookie?: never;
        };
        /** @description All of the person. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonPrototype"];
            };
        };
        responses: {
            /** @description The record was replaced; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_person: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the person.
                 * @example ewelina-szkutnicka
                 */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record is gone. */
            204: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_person: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the person.
                 * @example ewelina-szkutnicka
                 */
                person: string;
            };
            cookie?: never;
        };
        /** @description What is to change of the person. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["PersonPatch"];
            };
        };
        responses: {
            /** @description The record was changed; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_person_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the person.
                 * @example ewelina-szkutnicka
                 */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_posts: {
        parameters: {
            query?: {
                /**
                 * @description Organisation that the post is in. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "cus-wojcieszkow"
                 *     ]
                 */
                organisation?: string[];
                /**
                 * @description What the post is. Several, separated by commas, mean any of them.
                 * @example [
                 *       "head"
                 *     ]
                 */
                role?: ("head" | "deputy_head" | "services_organiser" | "assistance_organiser" | "plan_coordinator" | "community_organiser" | "social_worker" | "chair" | "president_of_board" | "office_manager" | "mayor_rural" | "mayor_town" | "mayor_city" | "voivodeship_marshal" | "minister" | "adviser" | "coordinator" | "other")[];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "organisation"
                 *     ]
                 */
                fields?: ("id" | "organisation" | "role" | "title" | "version" | "updated_at")[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `organisation`.
                 * @example [
                 *       "organisation"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_post: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The new post. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostPrototype"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_post: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "organisation"
                 *     ]
                 */
                fields?: ("id" | "organisation" | "role" | "title" | "version" | "updated_at")[];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the post.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                post: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_post: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id of the post.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                post: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record is gone. */
            204: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_post: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id of the post.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                post: string;
            };
            cookie?: never;
        };
        /** @description What is to change of the post. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["PostPatch"];
            };
        };
        responses: {
            /** @description The record was changed; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_appointments: {
        parameters: {
            query?: {
                /**
                 * @description Organisation that the post is in. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "cus-wojcieszkow"
                 *     ]
                 */
                organisation?: string[];
                /**
                 * @description Person in the post. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "anna-ostasz"
                 *     ]
                 */
                person?: components["parameters"]["Person"];
                /**
                 * @description What the post is. Several, separated by commas, mean any of them.
                 * @example [
                 *       "head"
                 *     ]
                 */
                role?: ("head" | "deputy_head" | "services_organiser" | "assistance_organiser" | "plan_coordinator" | "community_organiser" | "social_worker" | "chair" | "president_of_board" | "office_manager" | "mayor_rural" | "mayor_town" | "mayor_city" | "voivodeship_marshal" | "minister" | "adviser" | "coordinator" | "other")[];
                /**
                 * @description In what capacity the post is held. Several, separated by commas, mean any of them.
                 * @example [
                 *       "acting"
                 *     ]
                 */
                capacity?: components["parameters"]["Capacity"];
                /**
                 * @description Whether a post is printed beside the name of the person.
                 * @example true
                 */
                post_printed?: components["parameters"]["PostPrinted"];
                /**
                 * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
                 * @example swidniku
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description Keeps only what holds with this certainty on the day `as_of`, which must be given.
                 * @example certain
                 */
                certainty?: components["parameters"]["Certainty"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "person"
                 *     ]
                 */
                fields?: ("id" | "person" | "organisation" | "post" | "capacity" | "printed_post" | "attested_on" | "appointed_by" | "appointed_by_printed" | "predecessor" | "until_event" | "started" | "ended" | "note" | "certainty" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "contacts"
                 *     ]
                 */
                include?: ("contacts" | "sources")[];
                /**
                 * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
                 * @example 2022-08-31
                 */
                as_of?: components["parameters"]["AsOf"];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `organisation,person`.
                 * @example [
                 *       "organisation",
                 *       "person"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_appointment: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The new appointment. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppointmentPrototype"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appointment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_appointment: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "person"
                 *     ]
                 */
                fields?: ("id" | "person" | "organisation" | "post" | "capacity" | "printed_post" | "attested_on" | "appointed_by" | "appointed_by_printed" | "predecessor" | "until_event" | "started" | "ended" | "note" | "certainty" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "contacts"
                 *     ]
                 */
                include?: ("contacts" | "sources")[];
                /**
                 * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
                 * @example 2022-08-31
                 */
                as_of?: components["parameters"]["AsOf"];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the appointment.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                appointment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appointment"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_appointment: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id of the appointment.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                appointment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record is gone. */
            204: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_appointment: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id of the appointment.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                appointment: string;
            };
            cookie?: never;
        };
        /** @description What is to change of the appointment. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["AppointmentPatch"];
            };
        };
        responses: {
            /** @description The record was changed; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appointment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_appointment_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the appointment.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                appointment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_contacts: {
        parameters: {
            query?: {
                /**
                 * @description Organisation that is reached, or that the post is in. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "rada-konwentu"
                 *     ]
                 */
                organisation?: string[];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "organisation" | "post" | "heading" | "printed_holder" | "email" | "phone" | "phone_printed" | "phone_kind" | "street" | "postal_code" | "locality" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `organisation`.
                 * @example [
                 *       "organisation"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_contact: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The new contact. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactPrototype"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_contact: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "organisation" | "post" | "heading" | "printed_holder" | "email" | "phone" | "phone_printed" | "phone_kind" | "street" | "postal_code" | "locality" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the contact.
                 * @example kontakt-przewodniczacej
                 */
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_contact: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description `*` makes a new record only: 412 when there is one.
                 * @example *
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the contact.
                 * @example kontakt-przewodniczacej
                 */
                contact: string;
            };
            cookie?: never;
        };
        /** @description All of the contact. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactPrototype"];
            };
        };
        responses: {
            /** @description The record was replaced; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_contact: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the contact.
                 * @example kontakt-przewodniczacej
                 */
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record is gone. */
            204: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_contact: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the contact.
                 * @example kontakt-przewodniczacej
                 */
                contact: string;
            };
            cookie?: never;
        };
        /** @description What is to change of the contact. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["ContactPatch"];
            };
        };
        responses: {
            /** @description The record was changed; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_contact_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the contact.
                 * @example kontakt-przewodniczacej
                 */
                contact: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_membership_tiers: {
        parameters: {
            query?: {
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "code",
                 *       "no"
                 *     ]
                 */
                fields?: ("code" | "no" | "name_pl" | "name_en" | "holders_pl" | "holders_en" | "member_types" | "rules" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `no`.
                 * @example [
                 *       "no"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipTierCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_membership_tier: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "code",
                 *       "no"
                 *     ]
                 */
                fields?: ("code" | "no" | "name_pl" | "name_en" | "holders_pl" | "holders_en" | "member_types" | "rules" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
            };
            header?: never;
            path: {
                /**
                 * @description Code of the tier. Vocabulary: membership_tier.
                 * @example ordinary
                 */
                tier: "ordinary" | "supporting" | "honorary";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipTier"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_membership_tier_rules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the tier. Vocabulary: membership_tier.
                 * @example ordinary
                 */
                tier: "ordinary" | "supporting" | "honorary";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EligibilityRuleList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_membership_tier_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the tier. Vocabulary: membership_tier.
                 * @example ordinary
                 */
                tier: "ordinary" | "supporting" | "honorary";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_memberships: {
        parameters: {
            query?: {
                /**
                 * @description Member organisation. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "cus-belzyce"
                 *     ]
                 */
                organisation?: string[];
                /**
                 * @description Member person. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "anna-ostasz"
                 *     ]
                 */
                person?: string[];
                /**
                 * @description Type of member. Several, separated by commas, mean any of them.
                 * @example [
                 *       "organisation"
                 *     ]
                 */
                member_type?: components["parameters"]["MemberType"];
                /**
                 * @description Tier of membership. Several, separated by commas, mean any of them.
                 * @example [
                 *       "ordinary"
                 *     ]
                 */
                tier?: ("ordinary" | "supporting" | "honorary")[];
                /**
                 * @description Kind of the member organisation. Several, separated by commas, mean any of them.
                 * @example [
                 *       "cus",
                 *       "ops"
                 *     ]
                 */
                kind?: ("cus" | "ops" | "gops" | "mgops" | "mops" | "mopr" | "pcpr" | "rops" | "voivodeship_office" | "marshal_office" | "voivodeship_government" | "gmina" | "powiat" | "ministry" | "department" | "body" | "office" | "foundation" | "association" | "ngo" | "social_economy_entity" | "social_enterprise" | "observatory" | "university" | "portal" | "venue" | "convention" | "other")[];
                /**
                 * @description Family of kinds of the member organisation. Several, separated by commas, mean any of them.
                 * @example [
                 *       "ops"
                 *     ]
                 */
                kind_family?: ("cus" | "ops" | "family_support" | "regional_policy" | "government_administration" | "self_government" | "third_sector")[];
                /**
                 * @description Territory by TERYT code, or by a name that only one voivodeship bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "06"
                 *     ]
                 */
                voivodeship?: components["parameters"]["Voivodeship"];
                /**
                 * @description Territory by TERYT code, or by a name that only one powiat bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "0612"
                 *     ]
                 */
                powiat?: components["parameters"]["Powiat"];
                /**
                 * @description Territory by TERYT code, or by a name that only one gmina bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "061205"
                 *     ]
                 */
                gmina?: components["parameters"]["Gmina"];
                /**
                 * @description Kind of the gmina that the member organisation serves. Several, separated by commas, mean any of them.
                 * @example [
                 *       "rural"
                 *     ]
                 */
                gmina_kind?: ("urban" | "rural" | "urban_rural")[];
                /**
                 * @description Whether the member is one of the founders.
                 * @example true
                 */
                founder?: boolean;
                /**
                 * @description What the tier rests on. Several, separated by commas, mean any of them.
                 * @example [
                 *       "printed"
                 *     ]
                 */
                tier_basis?: components["parameters"]["TierBasis"];
                /**
                 * @description Whether the founding declaration was signed in the name of the member.
                 * @example true
                 */
                founding_signatory?: components["parameters"]["FoundingSignatory"];
                /**
                 * @description State of the membership as last recorded. Several, separated by commas, mean any of them.
                 * @example [
                 *       "active"
                 *     ]
                 */
                status?: ("candidate" | "active" | "suspended" | "ended")[];
                /**
                 * @description Whether the exact day of joining is known.
                 * @example true
                 */
                joined_known?: components["parameters"]["JoinedKnown"];
                /**
                 * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
                 * @example swidniku
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description Keeps only what holds with this certainty on the day `as_of`, which must be given.
                 * @example certain
                 */
                certainty?: components["parameters"]["Certainty"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "member_type"
                 *     ]
                 */
                fields?: ("id" | "member_type" | "organisation" | "person" | "tier" | "tier_basis" | "tier_basis_note" | "founder" | "founding_signatory" | "status" | "joined" | "ended" | "declaration" | "representative" | "continues" | "certainty" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "course"
                 *     ]
                 */
                include?: ("course" | "sources")[];
                /**
                 * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
                 * @example 2022-08-31
                 */
                as_of?: components["parameters"]["AsOf"];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `name`.
                 * @example [
                 *       "name"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
                /**
                 * @description Representation; wins over the Accept header.
                 * @example json
                 */
                format?: components["parameters"]["Format"];
                /**
                 * @description Dialect of CSV; `excel-pl` opens in Excel with Polish settings.
                 * @example excel-pl
                 */
                dialect?: components["parameters"]["Dialect"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                    "application/geo+json": components["schemas"]["MembershipFeatureCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_membership: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The new membership. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembershipPrototype"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_membership: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "member_type"
                 *     ]
                 */
                fields?: ("id" | "member_type" | "organisation" | "person" | "tier" | "tier_basis" | "tier_basis_note" | "founder" | "founding_signatory" | "status" | "joined" | "ended" | "declaration" | "representative" | "continues" | "certainty" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "course"
                 *     ]
                 */
                include?: ("course" | "sources")[];
                /**
                 * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
                 * @example 2022-08-31
                 */
                as_of?: components["parameters"]["AsOf"];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_membership: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record is gone. */
            204: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_membership: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        /** @description What is to change of the membership. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["MembershipPatch"];
            };
        };
        responses: {
            /** @description The record was changed; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_membership_course: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipEventList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_membership_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_membership_lists: {
        parameters: {
            query?: {
                /**
                 * @description Organisation that the list names. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "cus-wojcieszkow"
                 *     ]
                 */
                organisation?: string[];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "no" | "heading" | "source" | "entries" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `no`.
                 * @example [
                 *       "no"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipListCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_membership_list: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "no" | "heading" | "source" | "entries" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the list.
                 * @example czlonkowie-konwentu
                 */
                membership_list: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipList"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_membership_list_entries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the list.
                 * @example czlonkowie-konwentu
                 */
                membership_list: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipListEntryList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_membership_list_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the list.
                 * @example czlonkowie-konwentu
                 */
                membership_list: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_declarations: {
        parameters: {
            query?: {
                /**
                 * @description Kind of declaration. Several, separated by commas, mean any of them.
                 * @example [
                 *       "founding"
                 *     ]
                 */
                kind?: ("founding" | "accession" | "withdrawal")[];
                /**
                 * @description State of the proceedings; without a key there are accepted ones only. Several, separated by commas, mean any of them.
                 * @example [
                 *       "accepted"
                 *     ]
                 */
                status?: ("draft" | "submitted" | "accepted" | "rejected" | "withdrawn")[];
                /**
                 * @description Organisation in whose name it was signed. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "cus-belzyce"
                 *     ]
                 */
                organisation?: string[];
                /**
                 * @description Person who signed. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "anna-ostasz"
                 *     ]
                 */
                person?: string[];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "kind" | "status" | "title" | "tier" | "statements" | "signed" | "place" | "event" | "signatories" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "memberships"
                 *     ]
                 */
                include?: ("memberships" | "sources")[];
                /**
                 * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
                 * @example 2022-08-31
                 */
                as_of?: components["parameters"]["AsOf"];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `signed_on`.
                 * @example [
                 *       "signed_on"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclarationCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_declaration: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The new declaration. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclarationPrototype"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Declaration"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_declaration: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "kind" | "status" | "title" | "tier" | "statements" | "signed" | "place" | "event" | "signatories" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "memberships"
                 *     ]
                 */
                include?: ("memberships" | "sources")[];
                /**
                 * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
                 * @example 2022-08-31
                 */
                as_of?: components["parameters"]["AsOf"];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Declaration"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_declaration: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description `*` makes a new record only: 412 when there is one.
                 * @example *
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        /** @description All of the declaration. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclarationPrototype"];
            };
        };
        responses: {
            /** @description The record was replaced; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Declaration"];
                };
            };
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Declaration"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_declaration: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record is gone. */
            204: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_declaration: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        /** @description What is to change of the declaration. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["DeclarationPatch"];
            };
        };
        responses: {
            /** @description The record was changed; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Declaration"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_declaration_signatories: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignatoryList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_declaration_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_events: {
        parameters: {
            query?: {
                /**
                 * @description Kind of event. Several, separated by commas, mean any of them.
                 * @example [
                 *       "conference"
                 *     ]
                 */
                kind?: ("conference" | "inauguration" | "study_visit" | "training" | "election_congress" | "other")[];
                /**
                 * @description Form of the event. Several, separated by commas, mean any of them.
                 * @example [
                 *       "hybrid"
                 *     ]
                 */
                form?: components["parameters"]["Form"];
                /**
                 * @description Status of the event. Several, separated by commas, mean any of them.
                 * @example [
                 *       "held"
                 *     ]
                 */
                status?: ("planned" | "held" | "cancelled")[];
                /**
                 * @description Organisation that takes part, is presented or lends its place. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "rops-lublin"
                 *     ]
                 */
                organisation?: string[];
                /**
                 * @description Person who takes part or speaks. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "marek-rymsza"
                 *     ]
                 */
                person?: string[];
                /**
                 * @description First day on which the event may be.
                 * @example 2022-01-01
                 */
                from?: components["parameters"]["From"];
                /**
                 * @description Last day on which the event may be.
                 * @example 2022-12-31
                 */
                to?: components["parameters"]["To"];
                /**
                 * @description Whether the exact day of the event is known.
                 * @example true
                 */
                dated?: components["parameters"]["Dated"];
                /**
                 * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
                 * @example swidniku
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "title" | "titles" | "kind" | "form" | "status" | "date" | "starts_at" | "ends_at" | "place" | "venue" | "address" | "occasion" | "participants" | "programme" | "links" | "declaration" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `date_on`.
                 * @example [
                 *       "date_on"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
                /**
                 * @description Representation; wins over the Accept header.
                 * @example json
                 */
                format?: "json" | "ics";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                    "text/calendar": string;
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_event: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The new event. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventPrototype"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_event: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "title" | "titles" | "kind" | "form" | "status" | "date" | "starts_at" | "ends_at" | "place" | "venue" | "address" | "occasion" | "participants" | "programme" | "links" | "declaration" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Representation; wins over the Accept header.
                 * @example json
                 */
                format?: "json" | "ics";
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the event.
                 * @example konferencja-2022-11-21
                 */
                event: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                    "text/calendar": string;
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_event: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description `*` makes a new record only: 412 when there is one.
                 * @example *
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the event.
                 * @example konferencja-2022-11-21
                 */
                event: string;
            };
            cookie?: never;
        };
        /** @description All of the event. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventPrototype"];
            };
        };
        responses: {
            /** @description The record was replaced; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_event: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the event.
                 * @example konferencja-2022-11-21
                 */
                event: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record is gone. */
            204: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_event: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the event.
                 * @example konferencja-2022-11-21
                 */
                event: string;
            };
            cookie?: never;
        };
        /** @description What is to change of the event. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["EventPatch"];
            };
        };
        responses: {
            /** @description The record was changed; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_event_titles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the event.
                 * @example konferencja-2022-11-21
                 */
                event: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTitleList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_event_participants: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the event.
                 * @example konferencja-2022-11-21
                 */
                event: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventParticipantList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_event_programme: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the event.
                 * @example konferencja-2022-11-21
                 */
                event: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgrammeItemList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_event_links: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the event.
                 * @example konferencja-2022-11-21
                 */
                event: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventLinkList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_event_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the event.
                 * @example konferencja-2022-11-21
                 */
                event: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_publications: {
        parameters: {
            query?: {
                /**
                 * @description Kind of publication. Several, separated by commas, mean any of them.
                 * @example [
                 *       "book"
                 *     ]
                 */
                kind?: ("book" | "journal_issue" | "expert_opinion" | "handbook" | "unspecified")[];
                /**
                 * @description Author or editor. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "miroslaw-grewinski"
                 *     ]
                 */
                person?: string[];
                /**
                 * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
                 * @example swidniku
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "no" | "title" | "kind" | "issue" | "year" | "publisher" | "contributors" | "note" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `no`.
                 * @example [
                 *       "no"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicationCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_publication: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The new publication. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublicationPrototype"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_publication: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "no" | "title" | "kind" | "issue" | "year" | "publisher" | "contributors" | "note" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the publication.
                 * @example standaryzacja-uslug-spolecznych
                 */
                publication: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_publication: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description `*` makes a new record only: 412 when there is one.
                 * @example *
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the publication.
                 * @example standaryzacja-uslug-spolecznych
                 */
                publication: string;
            };
            cookie?: never;
        };
        /** @description All of the publication. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublicationPrototype"];
            };
        };
        responses: {
            /** @description The record was replaced; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_publication: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the publication.
                 * @example standaryzacja-uslug-spolecznych
                 */
                publication: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record is gone. */
            204: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_publication: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the publication.
                 * @example standaryzacja-uslug-spolecznych
                 */
                publication: string;
            };
            cookie?: never;
        };
        /** @description What is to change of the publication. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["PublicationPatch"];
            };
        };
        responses: {
            /** @description The record was changed; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_publication_contributors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the publication.
                 * @example standaryzacja-uslug-spolecznych
                 */
                publication: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContributorList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_publication_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the publication.
                 * @example standaryzacja-uslug-spolecznych
                 */
                publication: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_legal_acts: {
        parameters: {
            query?: {
                /**
                 * @description Kind of act. Several, separated by commas, mean any of them.
                 * @example [
                 *       "act"
                 *     ]
                 */
                kind?: ("act" | "regulation")[];
                /**
                 * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
                 * @example swidniku
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "kind" | "title" | "dated" | "journal" | "in_force_from" | "titles" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `dated`.
                 * @example [
                 *       "dated"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegalActCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_legal_act: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The new legal act. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["LegalActPrototype"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegalAct"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_legal_act: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "kind" | "title" | "dated" | "journal" | "in_force_from" | "titles" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the act.
                 * @example ustawa-cus-2019
                 */
                legal_act: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegalAct"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_legal_act: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description `*` makes a new record only: 412 when there is one.
                 * @example *
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the act.
                 * @example ustawa-cus-2019
                 */
                legal_act: string;
            };
            cookie?: never;
        };
        /** @description All of the legal act. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["LegalActPrototype"];
            };
        };
        responses: {
            /** @description The record was replaced; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegalAct"];
                };
            };
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegalAct"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_legal_act: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the act.
                 * @example ustawa-cus-2019
                 */
                legal_act: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record is gone. */
            204: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_legal_act: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the act.
                 * @example ustawa-cus-2019
                 */
                legal_act: string;
            };
            cookie?: never;
        };
        /** @description What is to change of the legal act. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["LegalActPatch"];
            };
        };
        responses: {
            /** @description The record was changed; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegalAct"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_legal_act_titles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the act.
                 * @example ustawa-cus-2019
                 */
                legal_act: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegalActTitleList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_legal_act_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the act.
                 * @example ustawa-cus-2019
                 */
                legal_act: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_training_topics: {
        parameters: {
            query?: {
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "no" | "name" | "post_role" | "legal_act" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `no`.
                 * @example [
                 *       "no"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingTopicCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_training_topic: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The new training topic. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrainingTopicPrototype"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingTopic"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_training_topic: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "no" | "name" | "post_role" | "legal_act" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the topic.
                 * @example organizacja-spolecznosci-lokalnej
                 */
                training_topic: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingTopic"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_training_topic: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description `*` makes a new record only: 412 when there is one.
                 * @example *
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the topic.
                 * @example organizacja-spolecznosci-lokalnej
                 */
                training_topic: string;
            };
            cookie?: never;
        };
        /** @description All of the training topic. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrainingTopicPrototype"];
            };
        };
        responses: {
            /** @description The record was replaced; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingTopic"];
                };
            };
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingTopic"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_training_topic: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the topic.
                 * @example organizacja-spolecznosci-lokalnej
                 */
                training_topic: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record is gone. */
            204: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_training_topic: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the topic.
                 * @example organizacja-spolecznosci-lokalnej
                 */
                training_topic: string;
            };
            cookie?: never;
        };
        /** @description What is to change of the training topic. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["TrainingTopicPatch"];
            };
        };
        responses: {
            /** @description The record was changed; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingTopic"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_training_topic_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the topic.
                 * @example organizacja-spolecznosci-lokalnej
                 */
                training_topic: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_links: {
        parameters: {
            query?: {
                /**
                 * @description Kind of site. Several, separated by commas, mean any of them.
                 * @example [
                 *       "portal"
                 *     ]
                 */
                kind?: ("government_site" | "national_database" | "convention_site" | "portal" | "other")[];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "no" | "name" | "kind" | "url" | "printed_domain" | "run_by" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `no`.
                 * @example [
                 *       "no"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedSiteCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_linked_site: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The new linked site. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkedSitePrototype"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedSite"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_link: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "no" | "name" | "kind" | "url" | "printed_domain" | "run_by" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the site.
                 * @example krajowa-baza-cus
                 */
                link: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedSite"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_linked_site: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description `*` makes a new record only: 412 when there is one.
                 * @example *
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the site.
                 * @example krajowa-baza-cus
                 */
                link: string;
            };
            cookie?: never;
        };
        /** @description All of the linked site. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkedSitePrototype"];
            };
        };
        responses: {
            /** @description The record was replaced; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedSite"];
                };
            };
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedSite"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_linked_site: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the site.
                 * @example krajowa-baza-cus
                 */
                link: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record is gone. */
            204: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_linked_site: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the site.
                 * @example krajowa-baza-cus
                 */
                link: string;
            };
            cookie?: never;
        };
        /** @description What is to change of the linked site. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["LinkedSitePatch"];
            };
        };
        responses: {
            /** @description The record was changed; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkedSite"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_linked_site_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the site.
                 * @example krajowa-baza-cus
                 */
                link: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_creation_modes: {
        parameters: {
            query?: {
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "code",
                 *       "no"
                 *     ]
                 */
                fields?: ("code" | "no" | "area_pl" | "area_en" | "ops_continues" | "min_population_exclusive" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `no`.
                 * @example [
                 *       "no"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreationModeCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_creation_mode: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "code",
                 *       "no"
                 *     ]
                 */
                fields?: ("code" | "no" | "area_pl" | "area_en" | "ops_continues" | "min_population_exclusive" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
            };
            header?: never;
            path: {
                /**
                 * @description Code of the mode. Vocabulary: creation_mode.
                 * @example transformation_ops
                 */
                code: "transformation_ops" | "agreement_of_gminas" | "new_unit_over_100k" | "transformation_mopr";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreationMode"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_creation_mode_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the mode. Vocabulary: creation_mode.
                 * @example transformation_ops
                 */
                code: "transformation_ops" | "agreement_of_gminas" | "new_unit_over_100k" | "transformation_mopr";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_structure_elements: {
        parameters: {
            query?: {
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "code",
                 *       "no"
                 *     ]
                 */
                fields?: ("code" | "no" | "kind" | "name" | "members" | "optional_cell" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `no`.
                 * @example [
                 *       "no"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StructureElementCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_structure_element: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "code",
                 *       "no"
                 *     ]
                 */
                fields?: ("code" | "no" | "kind" | "name" | "members" | "optional_cell" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
            };
            header?: never;
            path: {
                /**
                 * @description Stable code of the record.
                 * @example services_team
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StructureElement"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_structure_element_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Stable code of the record.
                 * @example services_team
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_service_areas: {
        parameters: {
            query?: {
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "code",
                 *       "no"
                 *     ]
                 */
                fields?: ("code" | "no" | "name_pl" | "name_genitive_pl" | "name_en" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `no`.
                 * @example [
                 *       "no"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceAreaCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_service_area: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "code",
                 *       "no"
                 *     ]
                 */
                fields?: ("code" | "no" | "name_pl" | "name_genitive_pl" | "name_en" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
            };
            header?: never;
            path: {
                /**
                 * @description Stable code of the record.
                 * @example family_support
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceArea"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_service_area_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Stable code of the record.
                 * @example family_support
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_territories: {
        parameters: {
            query?: {
                /**
                 * @description Level. Several, separated by commas, mean any of them.
                 * @example [
                 *       "gmina"
                 *     ]
                 */
                level?: components["parameters"]["Level"];
                /**
                 * @description Kind of gmina. Several, separated by commas, mean any of them.
                 * @example [
                 *       "rural"
                 *     ]
                 */
                gmina_kind?: ("urban" | "rural" | "urban_rural")[];
                /**
                 * @description Territory by TERYT code, or by a name that only one voivodeship bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "06"
                 *     ]
                 */
                voivodeship?: components["parameters"]["Voivodeship"];
                /**
                 * @description Territory by TERYT code, or by a name that only one powiat bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "0612"
                 *     ]
                 */
                powiat?: components["parameters"]["Powiat"];
                /**
                 * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
                 * @example swidniku
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "code",
                 *       "level"
                 *     ]
                 */
                fields?: ("code" | "level" | "name" | "gmina_kind" | "teryt7" | "powiat" | "voivodeship" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "names"
                 *     ]
                 */
                include?: ("names" | "sources")[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `code`.
                 * @example [
                 *       "code"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TerritoryCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_territory: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "code",
                 *       "level"
                 *     ]
                 */
                fields?: ("code" | "level" | "name" | "gmina_kind" | "teryt7" | "powiat" | "voivodeship" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "names"
                 *     ]
                 */
                include?: ("names" | "sources")[];
            };
            header?: never;
            path: {
                /**
                 * @description TERYT code of 2, 4 or 6 digits.
                 * @example 060901
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Territory"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_territory_names: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description TERYT code of 2, 4 or 6 digits.
                 * @example 060901
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TerritoryNameValidityList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_territory_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description TERYT code of 2, 4 or 6 digits.
                 * @example 060901
                 */
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_assertions: {
        parameters: {
            query?: {
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "claim_pl" | "claim_en" | "value" | "counts_memberships" | "families" | "organisation" | "territory" | "as_of" | "as_of_basis" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `slug`.
                 * @example [
                 *       "slug"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssertionCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_assertion: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "claim_pl" | "claim_en" | "value" | "counts_memberships" | "families" | "organisation" | "territory" | "as_of" | "as_of_basis" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the assertion.
                 * @example 19-jednostek
                 */
                assertion: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assertion"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_assertion_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the assertion.
                 * @example 19-jednostek
                 */
                assertion: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts of the record, in their order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CitationList"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sources: {
        parameters: {
            query?: {
                /**
                 * @description Kind of source. Several, separated by commas, mean any of them.
                 * @example [
                 *       "document"
                 *     ]
                 */
                kind?: ("document" | "web_page" | "register")[];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "kind" | "title" | "url" | "author" | "published_on" | "snapshot_not_after" | "taken_over_on" | "rights" | "sha256" | "version" | "updated_at")[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `slug`.
                 * @example [
                 *       "slug"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_source: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The new source. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourcePrototype"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_source: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "kind" | "title" | "url" | "author" | "published_on" | "snapshot_not_after" | "taken_over_on" | "rights" | "sha256" | "version" | "updated_at")[];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the source.
                 * @example s000
                 */
                source: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_source: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description `*` makes a new record only: 412 when there is one.
                 * @example *
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the source.
                 * @example s000
                 */
                source: string;
            };
            cookie?: never;
        };
        /** @description All of the source. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourcePrototype"];
            };
        };
        responses: {
            /** @description The record was replaced; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_source: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the source.
                 * @example s000
                 */
                source: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record is gone. */
            204: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_source: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id or slug of the source.
                 * @example s000
                 */
                source: string;
            };
            cookie?: never;
        };
        /** @description What is to change of the source. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["SourcePatch"];
            };
        };
        responses: {
            /** @description The record was changed; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_organisation_memberships: {
        parameters: {
            query?: {
                /**
                 * @description Member person. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "anna-ostasz"
                 *     ]
                 */
                person?: string[];
                /**
                 * @description Type of member. Several, separated by commas, mean any of them.
                 * @example [
                 *       "organisation"
                 *     ]
                 */
                member_type?: components["parameters"]["MemberType"];
                /**
                 * @description Tier of membership. Several, separated by commas, mean any of them.
                 * @example [
                 *       "ordinary"
                 *     ]
                 */
                tier?: ("ordinary" | "supporting" | "honorary")[];
                /**
                 * @description Kind of the member organisation. Several, separated by commas, mean any of them.
                 * @example [
                 *       "cus",
                 *       "ops"
                 *     ]
                 */
                kind?: ("cus" | "ops" | "gops" | "mgops" | "mops" | "mopr" | "pcpr" | "rops" | "voivodeship_office" | "marshal_office" | "voivodeship_government" | "gmina" | "powiat" | "ministry" | "department" | "body" | "office" | "foundation" | "association" | "ngo" | "social_economy_entity" | "social_enterprise" | "observatory" | "university" | "portal" | "venue" | "convention" | "other")[];
                /**
                 * @description Family of kinds of the member organisation. Several, separated by commas, mean any of them.
                 * @example [
                 *       "ops"
                 *     ]
                 */
                kind_family?: ("cus" | "ops" | "family_support" | "regional_policy" | "government_administration" | "self_government" | "third_sector")[];
                /**
                 * @description Territory by TERYT code, or by a name that only one voivodeship bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "06"
                 *     ]
                 */
                voivodeship?: components["parameters"]["Voivodeship"];
                /**
                 * @description Territory by TERYT code, or by a name that only one powiat bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "0612"
                 *     ]
                 */
                powiat?: components["parameters"]["Powiat"];
                /**
                 * @description Territory by TERYT code, or by a name that only one gmina bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "061205"
                 *     ]
                 */
                gmina?: components["parameters"]["Gmina"];
                /**
                 * @description Kind of the gmina that the member organisation serves. Several, separated by commas, mean any of them.
                 * @example [
                 *       "rural"
                 *     ]
                 */
                gmina_kind?: ("urban" | "rural" | "urban_rural")[];
                /**
                 * @description Whether the member is one of the founders.
                 * @example true
                 */
                founder?: boolean;
                /**
                 * @description What the tier rests on. Several, separated by commas, mean any of them.
                 * @example [
                 *       "printed"
                 *     ]
                 */
                tier_basis?: components["parameters"]["TierBasis"];
                /**
                 * @description Whether the founding declaration was signed in the name of the member.
                 * @example true
                 */
                founding_signatory?: components["parameters"]["FoundingSignatory"];
                /**
                 * @description State of the membership as last recorded. Several, separated by commas, mean any of them.
                 * @example [
                 *       "active"
                 *     ]
                 */
                status?: ("candidate" | "active" | "suspended" | "ended")[];
                /**
                 * @description Whether the exact day of joining is known.
                 * @example true
                 */
                joined_known?: components["parameters"]["JoinedKnown"];
                /**
                 * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
                 * @example swidniku
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description Keeps only what holds with this certainty on the day `as_of`, which must be given.
                 * @example certain
                 */
                certainty?: components["parameters"]["Certainty"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "member_type"
                 *     ]
                 */
                fields?: ("id" | "member_type" | "organisation" | "person" | "tier" | "tier_basis" | "tier_basis_note" | "founder" | "founding_signatory" | "status" | "joined" | "ended" | "declaration" | "representative" | "continues" | "certainty" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "course"
                 *     ]
                 */
                include?: ("course" | "sources")[];
                /**
                 * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
                 * @example 2022-08-31
                 */
                as_of?: components["parameters"]["AsOf"];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `name`.
                 * @example [
                 *       "name"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
                /**
                 * @description Representation; wins over the Accept header.
                 * @example json
                 */
                format?: components["parameters"]["Format"];
                /**
                 * @description Dialect of CSV; `excel-pl` opens in Excel with Polish settings.
                 * @example excel-pl
                 */
                dialect?: components["parameters"]["Dialect"];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                    "application/geo+json": components["schemas"]["MembershipFeatureCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_organisation_appointments: {
        parameters: {
            query?: {
                /**
                 * @description Person in the post. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "anna-ostasz"
                 *     ]
                 */
                person?: components["parameters"]["Person"];
                /**
                 * @description What the post is. Several, separated by commas, mean any of them.
                 * @example [
                 *       "head"
                 *     ]
                 */
                role?: ("head" | "deputy_head" | "services_organiser" | "assistance_organiser" | "plan_coordinator" | "community_organiser" | "social_worker" | "chair" | "president_of_board" | "office_manager" | "mayor_rural" | "mayor_town" | "mayor_city" | "voivodeship_marshal" | "minister" | "adviser" | "coordinator" | "other")[];
                /**
                 * @description In what capacity the post is held. Several, separated by commas, mean any of them.
                 * @example [
                 *       "acting"
                 *     ]
                 */
                capacity?: components["parameters"]["Capacity"];
                /**
                 * @description Whether a post is printed beside the name of the person.
                 * @example true
                 */
                post_printed?: components["parameters"]["PostPrinted"];
                /**
                 * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
                 * @example swidniku
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description Keeps only what holds with this certainty on the day `as_of`, which must be given.
                 * @example certain
                 */
                certainty?: components["parameters"]["Certainty"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "person"
                 *     ]
                 */
                fields?: ("id" | "person" | "organisation" | "post" | "capacity" | "printed_post" | "attested_on" | "appointed_by" | "appointed_by_printed" | "predecessor" | "until_event" | "started" | "ended" | "note" | "certainty" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "contacts"
                 *     ]
                 */
                include?: ("contacts" | "sources")[];
                /**
                 * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
                 * @example 2022-08-31
                 */
                as_of?: components["parameters"]["AsOf"];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `organisation,person`.
                 * @example [
                 *       "organisation",
                 *       "person"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_organisation_contacts: {
        parameters: {
            query?: {
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "organisation" | "post" | "heading" | "printed_holder" | "email" | "phone" | "phone_printed" | "phone_kind" | "street" | "postal_code" | "locality" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `organisation`.
                 * @example [
                 *       "organisation"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_organisation_declarations: {
        parameters: {
            query?: {
                /**
                 * @description Kind of declaration. Several, separated by commas, mean any of them.
                 * @example [
                 *       "founding"
                 *     ]
                 */
                kind?: ("founding" | "accession" | "withdrawal")[];
                /**
                 * @description State of the proceedings; without a key there are accepted ones only. Several, separated by commas, mean any of them.
                 * @example [
                 *       "accepted"
                 *     ]
                 */
                status?: ("draft" | "submitted" | "accepted" | "rejected" | "withdrawn")[];
                /**
                 * @description Person who signed. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "anna-ostasz"
                 *     ]
                 */
                person?: string[];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "kind" | "status" | "title" | "tier" | "statements" | "signed" | "place" | "event" | "signatories" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "memberships"
                 *     ]
                 */
                include?: ("memberships" | "sources")[];
                /**
                 * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
                 * @example 2022-08-31
                 */
                as_of?: components["parameters"]["AsOf"];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `signed_on`.
                 * @example [
                 *       "signed_on"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclarationCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_organisation_events: {
        parameters: {
            query?: {
                /**
                 * @description Kind of event. Several, separated by commas, mean any of them.
                 * @example [
                 *       "conference"
                 *     ]
                 */
                kind?: ("conference" | "inauguration" | "study_visit" | "training" | "election_congress" | "other")[];
                /**
                 * @description Form of the event. Several, separated by commas, mean any of them.
                 * @example [
                 *       "hybrid"
                 *     ]
                 */
                form?: components["parameters"]["Form"];
                /**
                 * @description Status of the event. Several, separated by commas, mean any of them.
                 * @example [
                 *       "held"
                 *     ]
                 */
                status?: ("planned" | "held" | "cancelled")[];
                /**
                 * @description Person who takes part or speaks. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "marek-rymsza"
                 *     ]
                 */
                person?: string[];
                /**
                 * @description First day on which the event may be.
                 * @example 2022-01-01
                 */
                from?: components["parameters"]["From"];
                /**
                 * @description Last day on which the event may be.
                 * @example 2022-12-31
                 */
                to?: components["parameters"]["To"];
                /**
                 * @description Whether the exact day of the event is known.
                 * @example true
                 */
                dated?: components["parameters"]["Dated"];
                /**
                 * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
                 * @example swidniku
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "title" | "titles" | "kind" | "form" | "status" | "date" | "starts_at" | "ends_at" | "place" | "venue" | "address" | "occasion" | "participants" | "programme" | "links" | "declaration" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `date_on`.
                 * @example [
                 *       "date_on"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
                /**
                 * @description Representation; wins over the Accept header.
                 * @example json
                 */
                format?: "json" | "ics";
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                    "text/calendar": string;
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_organisation_lineage: {
        parameters: {
            query?: {
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "successor"
                 *     ]
                 */
                fields?: ("id" | "successor" | "predecessor" | "predecessor_name" | "predecessor_kind" | "happened" | "legal_basis" | "version" | "updated_at")[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `happened_on`.
                 * @example [
                 *       "happened_on"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the organisation.
                 * @example cus-belzyce
                 */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LineageCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_person_appointments: {
        parameters: {
            query?: {
                /**
                 * @description Organisation that the post is in. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "cus-wojcieszkow"
                 *     ]
                 */
                organisation?: string[];
                /**
                 * @description What the post is. Several, separated by commas, mean any of them.
                 * @example [
                 *       "head"
                 *     ]
                 */
                role?: ("head" | "deputy_head" | "services_organiser" | "assistance_organiser" | "plan_coordinator" | "community_organiser" | "social_worker" | "chair" | "president_of_board" | "office_manager" | "mayor_rural" | "mayor_town" | "mayor_city" | "voivodeship_marshal" | "minister" | "adviser" | "coordinator" | "other")[];
                /**
                 * @description In what capacity the post is held. Several, separated by commas, mean any of them.
                 * @example [
                 *       "acting"
                 *     ]
                 */
                capacity?: components["parameters"]["Capacity"];
                /**
                 * @description Whether a post is printed beside the name of the person.
                 * @example true
                 */
                post_printed?: components["parameters"]["PostPrinted"];
                /**
                 * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
                 * @example swidniku
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description Keeps only what holds with this certainty on the day `as_of`, which must be given.
                 * @example certain
                 */
                certainty?: components["parameters"]["Certainty"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "person"
                 *     ]
                 */
                fields?: ("id" | "person" | "organisation" | "post" | "capacity" | "printed_post" | "attested_on" | "appointed_by" | "appointed_by_printed" | "predecessor" | "until_event" | "started" | "ended" | "note" | "certainty" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "contacts"
                 *     ]
                 */
                include?: ("contacts" | "sources")[];
                /**
                 * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
                 * @example 2022-08-31
                 */
                as_of?: components["parameters"]["AsOf"];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `organisation,person`.
                 * @example [
                 *       "organisation",
                 *       "person"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the person.
                 * @example ewelina-szkutnicka
                 */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppointmentCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_person_memberships: {
        parameters: {
            query?: {
                /**
                 * @description Member organisation. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "cus-belzyce"
                 *     ]
                 */
                organisation?: string[];
                /**
                 * @description Type of member. Several, separated by commas, mean any of them.
                 * @example [
                 *       "organisation"
                 *     ]
                 */
                member_type?: components["parameters"]["MemberType"];
                /**
                 * @description Tier of membership. Several, separated by commas, mean any of them.
                 * @example [
                 *       "ordinary"
                 *     ]
                 */
                tier?: ("ordinary" | "supporting" | "honorary")[];
                /**
                 * @description Kind of the member organisation. Several, separated by commas, mean any of them.
                 * @example [
                 *       "cus",
                 *       "ops"
                 *     ]
                 */
                kind?: ("cus" | "ops" | "gops" | "mgops" | "mops" | "mopr" | "pcpr" | "rops" | "voivodeship_office" | "marshal_office" | "voivodeship_government" | "gmina" | "powiat" | "ministry" | "department" | "body" | "office" | "foundation" | "association" | "ngo" | "social_economy_entity" | "social_enterprise" | "observatory" | "university" | "portal" | "venue" | "convention" | "other")[];
                /**
                 * @description Family of kinds of the member organisation. Several, separated by commas, mean any of them.
                 * @example [
                 *       "ops"
                 *     ]
                 */
                kind_family?: ("cus" | "ops" | "family_support" | "regional_policy" | "government_administration" | "self_government" | "third_sector")[];
                /**
                 * @description Territory by TERYT code, or by a name that only one voivodeship bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "06"
                 *     ]
                 */
                voivodeship?: components["parameters"]["Voivodeship"];
                /**
                 * @description Territory by TERYT code, or by a name that only one powiat bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "0612"
                 *     ]
                 */
                powiat?: components["parameters"]["Powiat"];
                /**
                 * @description Territory by TERYT code, or by a name that only one gmina bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "061205"
                 *     ]
                 */
                gmina?: components["parameters"]["Gmina"];
                /**
                 * @description Kind of the gmina that the member organisation serves. Several, separated by commas, mean any of them.
                 * @example [
                 *       "rural"
                 *     ]
                 */
                gmina_kind?: ("urban" | "rural" | "urban_rural")[];
                /**
                 * @description Whether the member is one of the founders.
                 * @example true
                 */
                founder?: boolean;
                /**
                 * @description What the tier rests on. Several, separated by commas, mean any of them.
                 * @example [
                 *       "printed"
                 *     ]
                 */
                tier_basis?: components["parameters"]["TierBasis"];
                /**
                 * @description Whether the founding declaration was signed in the name of the member.
                 * @example true
                 */
                founding_signatory?: components["parameters"]["FoundingSignatory"];
                /**
                 * @description State of the membership as last recorded. Several, separated by commas, mean any of them.
                 * @example [
                 *       "active"
                 *     ]
                 */
                status?: ("candidate" | "active" | "suspended" | "ended")[];
                /**
                 * @description Whether the exact day of joining is known.
                 * @example true
                 */
                joined_known?: components["parameters"]["JoinedKnown"];
                /**
                 * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
                 * @example swidniku
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description Keeps only what holds with this certainty on the day `as_of`, which must be given.
                 * @example certain
                 */
                certainty?: components["parameters"]["Certainty"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "member_type"
                 *     ]
                 */
                fields?: ("id" | "member_type" | "organisation" | "person" | "tier" | "tier_basis" | "tier_basis_note" | "founder" | "founding_signatory" | "status" | "joined" | "ended" | "declaration" | "representative" | "continues" | "certainty" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "course"
                 *     ]
                 */
                include?: ("course" | "sources")[];
                /**
                 * @description Day asked about: keeps what possibly holds on it and says in `certainty` how sure that is. Membership filters and includes refer to it too.
                 * @example 2022-08-31
                 */
                as_of?: components["parameters"]["AsOf"];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `name`.
                 * @example [
                 *       "name"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
                /**
                 * @description Representation; wins over the Accept header.
                 * @example json
                 */
                format?: components["parameters"]["Format"];
                /**
                 * @description Dialect of CSV; `excel-pl` opens in Excel with Polish settings.
                 * @example excel-pl
                 */
                dialect?: components["parameters"]["Dialect"];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the person.
                 * @example ewelina-szkutnicka
                 */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                    "application/geo+json": components["schemas"]["MembershipFeatureCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_person_events: {
        parameters: {
            query?: {
                /**
                 * @description Kind of event. Several, separated by commas, mean any of them.
                 * @example [
                 *       "conference"
                 *     ]
                 */
                kind?: ("conference" | "inauguration" | "study_visit" | "training" | "election_congress" | "other")[];
                /**
                 * @description Form of the event. Several, separated by commas, mean any of them.
                 * @example [
                 *       "hybrid"
                 *     ]
                 */
                form?: components["parameters"]["Form"];
                /**
                 * @description Status of the event. Several, separated by commas, mean any of them.
                 * @example [
                 *       "held"
                 *     ]
                 */
                status?: ("planned" | "held" | "cancelled")[];
                /**
                 * @description Organisation that takes part, is presented or lends its place. Ids or slugs; several, separated by commas, mean any of them.
                 * @example [
                 *       "rops-lublin"
                 *     ]
                 */
                organisation?: string[];
                /**
                 * @description First day on which the event may be.
                 * @example 2022-01-01
                 */
                from?: components["parameters"]["From"];
                /**
                 * @description Last day on which the event may be.
                 * @example 2022-12-31
                 */
                to?: components["parameters"]["To"];
                /**
                 * @description Whether the exact day of the event is known.
                 * @example true
                 */
                dated?: components["parameters"]["Dated"];
                /**
                 * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
                 * @example swidniku
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "title" | "titles" | "kind" | "form" | "status" | "date" | "starts_at" | "ends_at" | "place" | "venue" | "address" | "occasion" | "participants" | "programme" | "links" | "declaration" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `date_on`.
                 * @example [
                 *       "date_on"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
                /**
                 * @description Representation; wins over the Accept header.
                 * @example json
                 */
                format?: "json" | "ics";
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the person.
                 * @example ewelina-szkutnicka
                 */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                    "text/calendar": string;
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_person_publications: {
        parameters: {
            query?: {
                /**
                 * @description Kind of publication. Several, separated by commas, mean any of them.
                 * @example [
                 *       "book"
                 *     ]
                 */
                kind?: ("book" | "journal_issue" | "expert_opinion" | "handbook" | "unspecified")[];
                /**
                 * @description Words to search for, without regard to case, diacritics and Polish inflection; every word must begin a word of the record. Signs are ignored.
                 * @example swidniku
                 */
                q?: components["parameters"]["Q"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "slug"
                 *     ]
                 */
                fields?: ("id" | "slug" | "no" | "title" | "kind" | "issue" | "year" | "publisher" | "contributors" | "note" | "version" | "updated_at")[];
                /**
                 * @description Related records to put into each record, separated by commas.
                 * @example [
                 *       "sources"
                 *     ]
                 */
                include?: "sources"[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `no`.
                 * @example [
                 *       "no"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path: {
                /**
                 * @description Id or slug of the person.
                 * @example ewelina-szkutnicka
                 */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicationCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    match_organisation: {
        parameters: {
            query: {
                /**
                 * @description The name as printed.
                 * @example CUS w Swidniku
                 */
                name: components["parameters"]["Name"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The candidates, best first. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationMatch"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_eligibility_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EligibilityCheckPrototype"];
            };
        };
        responses: {
            /** @description The outcome, as of today. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EligibilityCheck"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_declaration_submission: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done; this is how the record is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Declaration"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_declaration_acceptance: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        /** @description How a declaration is accepted. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclarationAcceptance"];
            };
        };
        responses: {
            /** @description It is done; this is how the record is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Declaration"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_declaration_rejection: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        /** @description How a declaration is rejected. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclarationRejection"];
            };
        };
        responses: {
            /** @description It is done; this is how the record is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Declaration"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_declaration_withdrawal: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done; this is how the record is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Declaration"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_declaration_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id or slug of the declaration.
                 * @example deklaracja-2021-09-16
                 */
                declaration: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The decision, as it was entered. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclarationDecision"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_membership_suspension: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        /** @description Since when a membership is suspended or resumed, and on what basis. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembershipPause"];
            };
        };
        responses: {
            /** @description It is done; this is how the record is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_membership_resumption: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        /** @description Since when a membership is suspended or resumed, and on what basis. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembershipPause"];
            };
        };
        responses: {
            /** @description It is done; this is how the record is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_membership_tier_change: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        /** @description To which tier a member goes over, since when and on what basis. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembershipTierChange"];
            };
        };
        responses: {
            /** @description It is done; this is how the record is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_membership_end: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the membership.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                membership: string;
            };
            cookie?: never;
        };
        /** @description When a membership ends, as far as it is known, and on what basis. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembershipEnd"];
            };
        };
        responses: {
            /** @description It is done; this is how the record is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Membership"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_api_keys: {
        parameters: {
            query?: {
                /**
                 * @description Who holds the key. Several, separated by commas, mean any of them.
                 * @example [
                 *       "partner"
                 *     ]
                 */
                audience?: components["parameters"]["Audience"];
                /**
                 * @description Keeps the keys that have one of these scopes; several are separated by commas.
                 * @example [
                 *       "keys:admin"
                 *     ]
                 */
                scope?: components["parameters"]["Scope"];
                /**
                 * @description Whether the key is valid now: begun, not expired, not revoked.
                 * @example true
                 */
                active?: components["parameters"]["Active"];
                /**
                 * @description Keeps the records changed at or after this moment; the `updated_at` of a record can be given back as it is.
                 * @example 2026-11-21T09:00:00.000000Z
                 */
                updated_since?: components["parameters"]["UpdatedSince"];
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "owner"
                 *     ]
                 */
                fields?: ("id" | "owner" | "label" | "audience" | "scopes" | "hint" | "key" | "not_before" | "expires_at" | "revoked_at" | "replaced_by" | "last_used_at" | "created_by" | "created_at" | "version" | "updated_at")[];
                /**
                 * @description Order: names separated by commas, `-` for descending; text in Polish collation, unknown values last. Default: `-created_at`.
                 * @example [
                 *       "-created_at"
                 *     ]
                 */
                sort?: string[];
                /**
                 * @description Most records on a page. The formats beside JSON give the whole list when neither limit nor cursor is sent.
                 * @example 50
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description Position from `meta.next_cursor` or the Link header, good for the same filters and order only.
                 * @example q80mYl0iBcdXwT1bWyJDVVMiXQ
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description Asks for `meta.total`, the number of all records that the filters keep.
                 * @example exact
                 */
                count?: components["parameters"]["Count"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list, in the order asked for. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyCollection"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_api_key: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The key to be made. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyPrototype"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_api_key: {
        parameters: {
            query?: {
                /**
                 * @description Properties to answer with, separated by commas; all when absent. The answer then has the partial media type.
                 * @example [
                 *       "id",
                 *       "owner"
                 *     ]
                 */
                fields?: ("id" | "owner" | "label" | "audience" | "scopes" | "hint" | "key" | "not_before" | "expires_at" | "revoked_at" | "replaced_by" | "last_used_at" | "created_by" | "created_at" | "version" | "updated_at")[];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the key.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                api_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, as far as it is known. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                    "application/vnd.konwent.partial+json": components["schemas"]["PartialRecord"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_api_key: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description ETag of the record as it was got (RFC 9110 13.1.1). Needed for a record that is there: without it 428, with a stale one 412.
                 * @example "v3-kq3vXh0m5bA2c9dEfGhIjKlMnOp"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Id of the key.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                api_key: string;
            };
            cookie?: never;
        };
        /** @description What is to change. */
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["ApiKeyPatch"];
            };
        };
        responses: {
            /** @description The record was changed; this is how it is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            415: components["responses"]["UnsupportedMediaType"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_api_key_rotation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the key.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                api_key: string;
            };
            cookie?: never;
        };
        /** @description How the old key ends; it may be left out. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyRotation"];
            };
        };
        responses: {
            /** @description The record was created; this is how it is now. */
            201: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_api_key_revocation: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A value of your own, such as a UUID. The request sent again with it within 24 hours is not carried out twice and is answered alike.
                 * @example 0b5d9d0e-3f0c-4a57-9e41-6d6ac0a1c9a5
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description Id of the key.
                 * @example 01993a5e-7c00-7000-8000-000000000001
                 */
                api_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done; this is how the record is now. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key that the request came with. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_vocabularies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All the vocabularies. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VocabularyCollection"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_vocabulary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Code of the vocabulary.
                 * @example membership_tier
                 */
                vocabulary: "organisation_kind" | "kind_family" | "organisation_status" | "organisation_name_kind" | "creation_mode" | "structure_element_kind" | "territory_level" | "gmina_kind" | "academic_title" | "post_role" | "appointment_capacity" | "contact_visibility" | "phone_kind" | "membership_tier" | "tier_basis" | "member_type" | "membership_status" | "declaration_kind" | "declaration_status" | "applicant_statement" | "decision_outcome" | "membership_event_kind" | "eligibility_outcome" | "rule_outcome" | "evidence_fact" | "signatory_role" | "event_kind" | "event_form" | "event_status" | "event_role" | "participation_mode" | "programme_item_kind" | "publication_kind" | "contributor_role" | "legal_act_kind" | "linked_site_kind" | "source_kind" | "source_certainty" | "fact_basis" | "change_op" | "key_audience" | "period_certainty";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The vocabulary, in order. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vocabulary"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_membership_statistics: {
        parameters: {
            query?: {
                /**
                 * @description What the groups have in common. Default: `tier`.
                 * @example tier
                 */
                group_by?: components["parameters"]["GroupBy"];
                /**
                 * @description Day to count for. Default: today in Poland.
                 * @example 2022-08-31
                 */
                as_of?: string;
                /**
                 * @description Tier of membership. Several, separated by commas, mean any of them.
                 * @example [
                 *       "ordinary"
                 *     ]
                 */
                tier?: ("ordinary" | "supporting" | "honorary")[];
                /**
                 * @description Kind of the member organisation. Several, separated by commas, mean any of them.
                 * @example [
                 *       "cus",
                 *       "ops"
                 *     ]
                 */
                kind?: ("cus" | "ops" | "gops" | "mgops" | "mops" | "mopr" | "pcpr" | "rops" | "voivodeship_office" | "marshal_office" | "voivodeship_government" | "gmina" | "powiat" | "ministry" | "department" | "body" | "office" | "foundation" | "association" | "ngo" | "social_economy_entity" | "social_enterprise" | "observatory" | "university" | "portal" | "venue" | "convention" | "other")[];
                /**
                 * @description Family of kinds of the member organisation. Several, separated by commas, mean any of them.
                 * @example [
                 *       "ops"
                 *     ]
                 */
                kind_family?: ("cus" | "ops" | "family_support" | "regional_policy" | "government_administration" | "self_government" | "third_sector")[];
                /**
                 * @description Territory by TERYT code, or by a name that only one voivodeship bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "06"
                 *     ]
                 */
                voivodeship?: components["parameters"]["Voivodeship"];
                /**
                 * @description Territory by TERYT code, or by a name that only one powiat bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "0612"
                 *     ]
                 */
                powiat?: components["parameters"]["Powiat"];
                /**
                 * @description Territory by TERYT code, or by a name that only one gmina bears. Several, separated by commas, mean any of them.
                 * @example [
                 *       "061205"
                 *     ]
                 */
                gmina?: components["parameters"]["Gmina"];
                /**
                 * @description Kind of the gmina that the member organisation serves. Several, separated by commas, mean any of them.
                 * @example [
                 *       "rural"
                 *     ]
                 */
                gmina_kind?: ("urban" | "rural" | "urban_rural")[];
                /**
                 * @description Whether the member is one of the founders.
                 * @example true
                 */
                founder?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts as of the day. */
            200: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembershipStatistics"];
                };
            };
            /** @description The copy whose ETag was sent in If-None-Match is still right (RFC 9110 13.1.2). */
            304: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["DatabaseUnavailable"];
            /** @description Any other answer with a problem: 308 with Location for a record that has another address now, 413 for a body that is too large, 422 for a rule of the registry that is broken, 414 for an address that is too long. */
            default: {
                headers: {
                    "Request-Id": components["headers"]["Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "Access-Control-Allow-Origin": components["headers"]["Access-Control-Allow-Origin"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
