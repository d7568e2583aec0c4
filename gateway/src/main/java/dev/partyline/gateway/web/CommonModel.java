package dev.partyline.gateway.web;

import dev.partyline.gateway.call.Telephony;
import dev.partyline.gateway.demo.Demo;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page knows. */
@ControllerAdvice
final class CommonModel {
    private final Demo demo;
    private final Telephony telephony;

    CommonModel(Demo demo, Telephony telephony) {
        this.demo = demo;
        this.telephony = telephony;
    }

    @ModelAttribute("demoActive")
    boolean demoActive() {
        return demo.active();
    }

    @ModelAttribute("demoWhy")
    String demoWhy() {
        return demo.why();
    }

    @ModelAttribute("draining")
    boolean draining() {
        return telephony.draining();
    }
}
