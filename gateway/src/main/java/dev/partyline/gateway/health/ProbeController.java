package dev.partyline.gateway.health;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.gateway.settings.GatewayProperties;
import java.util.concurrent.TimeUnit;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Is it alive, and does it take calls? Neither answer looks at the database or a trunk. */
@RestController
final class ProbeController {
    private static final long LIVE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Telephony telephony;
    private final int maxCalls;

    ProbeController(Telephony telephony, GatewayProperties properties) {
        this.telephony = telephony;
        maxCalls = properties.maxCalls();
    }

    @GetMapping("/livez")
    ResponseEntity<String> live() {
        return telephony.mediaStats().sinceLastTickNanos() < LIVE_NANOS
                ? answer(HttpStatus.OK, "{\"status\":\"UP\"}")
                : answer(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "{\"status\":\"DOWN\",\"reason\":\"a media loop stands still\"}");
    }

    @GetMapping("/readyz")
    ResponseEntity<String> ready() {
        if (telephony.draining()) {
            return refuse("draining");
        }
        if (telephony.sipStats().calls() >= maxCalls || telephony.mediaStats().freePorts() == 0) {
            return refuse("full");
        }
        return answer(HttpStatus.OK, "{\"status\":\"UP\"}");
    }

    private static ResponseEntity<String> refuse(String reason) {
        return answer(HttpStatus.SERVICE_UNAVAILABLE, "{\"status\":\"OUT_OF_SERVICE\",\"reason\":\"" + reason + "\"}");
    }

    private static ResponseEntity<String> answer(HttpStatus status, String json) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(json);
    }
}
