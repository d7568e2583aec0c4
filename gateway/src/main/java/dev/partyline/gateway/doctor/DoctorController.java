package dev.partyline.gateway.doctor;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.sip.trace.TracedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The last calls, and what the doctor has to say of one: as a page, as JSON, and as a capture of its signalling. */
@Controller
@RequestMapping("/admin/doctor")
final class DoctorController {
    private static final int MOST_SHOWN = 200;
    private static final MediaType CAPTURE = MediaType.parseMediaType("application/vnd.tcpdump.pcap");

    private final CallFiles files;
    private final Telephony telephony;

    DoctorController(CallFiles files, Telephony telephony) {
        this.files = files;
        this.telephony = telephony;
    }

    @GetMapping
    String calls(@RequestParam(name = "find", required = false) @Nullable String find, Model model) {
        String wanted = find == null ? "" : find.strip().toLowerCase(Locale.ROOT);
        List<CallFile> found =
                all().filter(file -> wanted.isEmpty() || isFound(file, wanted)).toList();
        model.addAttribute("find", find == null ? "" : find);
        model.addAttribute("any", all().findAny().isPresent());
        model.addAttribute("keep", words(files.keep()));
        model.addAttribute("count", found.size());
        model.addAttribute(
                "calls", found.stream().limit(MOST_SHOWN).map(FileRow::of).toList());
        return "doctor";
    }

    private static boolean isFound(CallFile file, String wanted) {
        return Stream.of(
                        file.call().caller().value(),
                        file.call().dialled().value(),
                        file.call().trunk(),
                        file.sipCallId(),
                        file.id(),
                        file.channel() == null ? "" : file.channel())
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private Stream<CallFile> all() {
        Instant now = Instant.now();
        return Stream.concat(
                telephony.liveCalls().stream().map(call -> CallFile.of(call, now)), files.newestFirst().stream());
    }

    private Optional<CallFile> find(String id) {
        return all().filter(file -> file.id().equals(id)).findFirst();
    }

    @GetMapping("/{id}")
    String call(@PathVariable String id, Model model) {
        CallFile file = find(id).orElse(null);
        if (file == null) {
            model.addAttribute("keep", words(files.keep()));
            return "doctor-gone";
        }
        List<TracedMessage> messages = telephony.trace(file.sipCallId());
        model.addAttribute("call", FileRow.of(file));
        model.addAttribute("status", file.status());
        model.addAttribute("sipCallId", file.sipCallId());
        model.addAttribute("media", file.media());
        model.addAttribute("findings", Findings.of(file, messages));
        model.addAttribute("exchanges", Exchange.of(messages));
        model.addAttribute("steps", LadderStep.of(messages));
        return "doctor-call";
    }

    @GetMapping(path = "/{id}.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DoctorReport> json(@PathVariable String id) {
        return find(id).map(file -> ResponseEntity.ok(DoctorReport.of(file, telephony.trace(file.sipCallId()))))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND).build());
    }

    @GetMapping("/{id}.pcap")
    ResponseEntity<byte[]> capture(@PathVariable String id) {
        return find(id).map(file -> ResponseEntity.ok()
                        .contentType(CAPTURE)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"call-" + file.id() + ".pcap\"")
                        .body(SignallingCapture.of(telephony.trace(file.sipCallId()))))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND).build());
    }

    private static String words(Duration keep) {
        if (keep.toMinutes() < 60) {
            return keep.toMinutes() + " minutes";
        }
        return keep.toHours() == 1 ? "an hour" : keep.toHours() + " hours";
    }
}
