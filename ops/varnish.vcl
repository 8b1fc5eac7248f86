# Varnish as a shared cache of the registry (docs/operations.md, decision 64). Needs the package varnish-modules.
vcl 4.1;

import directors;
import std;
import var;
import xkey;

# --- Begin of what to adapt ---

# The processes of the registry. One that is not ready twice in a row gets no requests.
probe ready {
    .url = "/readyz";
    .interval = 1s;
    .timeout = 3s;
    .window = 2;
    .threshold = 1;
    .initial = 1;
}
backend one {
    .host = "127.0.0.1";
    .port = "3000";
    .probe = ready;
    .connect_timeout = 3s;
    .first_byte_timeout = 75s;
    .between_bytes_timeout = 75s;
}
sub vcl_init {
    new registry = directors.round_robin();
    registry.add_backend(one);
}

# The machines on which processes of the registry run.
acl purgers {
    "localhost";
}

# --- End of what to adapt ---

sub vcl_recv {
    unset req.http.X-Fetched;
    if (local.socket == "purge") {
        call report;
    }
    set req.backend_hint = registry.backend();

    # Only public reads are stored. /v1/changes may wait for changes.
    if ((req.method != "GET" && req.method != "HEAD") || !req.http.Host || req.url ~ "^/v1/changes"
        || req.http.Authorization || req.http.Cookie || req.http.Registry-Position || req.http.Upgrade
        || req.http.Content-Length || req.http.Transfer-Encoding) {
        return (pass);
    }

    # Equal requests have one form, so that they have one copy. Unusual ones go to the service.
    if (req.http.Accept == "*/*") {
        unset req.http.Accept;
    } elsif (req.http.Accept && req.http.Accept !~
        "^(application/(json|(geo|ld)\+json|x-ndjson)|text/(csv|calendar|html))(, text/plain, \*/\*)?$") {
        return (pass);
    }
    if (req.http.Accept-Encoding ~ "[;*]") {
        return (pass);
    } elsif (req.http.Accept-Encoding ~ "(?i)(^|[, ])zstd($|[, ])") {
        set req.http.Accept-Encoding = "zstd";
    } elsif (req.http.Accept-Encoding ~ "(?i)(^|[, ])br($|[, ])") {
        set req.http.Accept-Encoding = "br";
    } elsif (req.http.Accept-Encoding ~ "(?i)(^|[, ])gzip($|[, ])") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }
    # The service ignores it, Varnish would not.
    unset req.http.Range;
    return (hash);
}

# A process of the registry reports what has changed since the position that Varnish knows (Surrogate-From). Without
# that, everything may have changed. Each report is answered with the state of Varnish, on which the next one builds.
sub report {
    if (req.method != "PURGE" || client.ip !~ purgers) {
        return (synth(403));
    }
    if (req.http.Surrogate-Position && !req.http.Surrogate-From) {
        var.global_set("generation", req.http.Surrogate-Generation);
        var.global_set("position", req.http.Surrogate-Position);
        set req.http.X-Purged = xkey.purge("all");
        var.global_set("checked", req.http.Surrogate-Checked);
    } elsif (req.http.Surrogate-Position && req.http.Surrogate-From == var.global_get("position")
        && req.http.Surrogate-Generation == var.global_get("generation")) {
        # First the position: from now on, no response without the changes is stored. Then those that are stored go.
        var.global_set("position", req.http.Surrogate-Position);
        if (req.http.Surrogate-Key) {
            set req.http.X-Purged = xkey.purge(req.http.Surrogate-Key);
        }
        var.global_set("checked", req.http.Surrogate-Checked);
    }
    return (synth(200));
}

sub vcl_synth {
    if (local.socket == "purge") {
        set resp.http.Surrogate-Generation = var.global_get("generation");
        set resp.http.Surrogate-Position = var.global_get("position");
        set resp.http.Surrogate-Time = std.time2real(now, 0.0);
        set resp.body = "";
        return (deliver);
    }
}

sub vcl_hash {
    # Responses do not depend on the host.
    hash_data(req.url);
    return (lookup);
}

sub vcl_hit {
    # Without a report on the state of less than a second ago, stored responses are not served.
    if (std.time2real(now, 0.0) - std.real(var.global_get("checked"), 0.0) > 1.0
        || std.real(var.global_get("checked"), 0.0) > std.time2real(now, 0.0)) {
        return (pass);
    }
}

sub vcl_miss {
    set req.http.X-Fetched = "yes";
}

sub vcl_backend_fetch {
    unset bereq.http.X-Fetched;
}

sub vcl_backend_response {
    if (!bereq.uncacheable && beresp.status == 200 && beresp.http.Surrogate-Control ~ "^max-age=[0-9]+$"
        && beresp.http.Surrogate-Generation == var.global_get("generation")
        && std.integer(beresp.http.Surrogate-Position, -1) >= std.integer(var.global_get("position"), 0)) {
        set beresp.ttl = std.duration(regsub(beresp.http.Surrogate-Control, "^max-age=", "") + "s", 0s);
        set beresp.grace = 0s;
        set beresp.keep = 0s;
        set beresp.http.xkey = "all " + beresp.http.Surrogate-Key + " fetch-" + bereq.xid;
        # They belong to the first client.
        unset beresp.http.Request-Id;
        unset beresp.http.RateLimit;
        unset beresp.http.RateLimit-Policy;
    } else {
        # Not stored. A response that only lacks a change may be stored a moment later.
        set beresp.uncacheable = true;
        if (beresp.http.Surrogate-Control) {
            set beresp.ttl = 1s;
        } else {
            set beresp.ttl = 120s;
        }
        set beresp.grace = 0s;
        return (deliver);
    }
}

sub vcl_backend_error {
    # Another process may be there.
    if (bereq.retries == 0 && (bereq.method == "GET" || bereq.method == "HEAD")) {
        set bereq.backend = registry.backend();
        return (retry);
    }
    set beresp.status = 503;
    set beresp.http.Content-Type = "application/problem+json";
    set beresp.http.Cache-Control = "no-store";
    set beresp.http.Retry-After = "5";
    set beresp.body = """{"status":503,"title":"Service Unavailable","detail":"The registry does not respond."}""";
    return (deliver);
}

sub vcl_deliver {
    # A purge between the check above and the storing did not find the response.
    if (req.http.X-Fetched && resp.http.xkey
        && (resp.http.Surrogate-Generation != var.global_get("generation")
        || std.integer(resp.http.Surrogate-Position, -1) < std.integer(var.global_get("position"), 0))) {
        set req.http.X-Purged = xkey.purge(regsub(resp.http.xkey, "^.* ", ""));
    }
    # A stored response is as good as a new one.
    if (resp.http.xkey) {
        set resp.http.Date = now;
        unset resp.http.Age;
    }
    unset resp.http.xkey;
    unset resp.http.Surrogate-Key;
    unset resp.http.Surrogate-Control;
    unset resp.http.Surrogate-Generation;
    unset resp.http.Surrogate-Position;
    unset resp.http.Accept-Ranges;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
}
