package dev.partyline.gateway;

import dev.partyline.gateway.health.DrainOnSignal;
import dev.partyline.gateway.settings.SettingsInitializer;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Where the bridge starts. */
@SpringBootApplication
public class PartylineApplication {
    static void main(String[] args) {
        try {
            // Gone from TLS 1.3; in 1.2 it only costs whoever is asked for it. Read once, before the first handshake.
            System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
            DrainOnSignal drain = DrainOnSignal.install();
            SpringApplication application = application();
            application.addInitializers(drain);
            ConfigurableApplicationContext context = application.run(args);
            drain.started(context);
            StartBanner banner = context.getBean(StartBanner.class);
            System.out.println(banner.text());
            banner.logState();
        } catch (Throwable failure) {
            StartFailureReporter.reportOnce(failure, null);
            System.exit(1);
        }
    }

    static SpringApplication application(Class<?>... more) {
        SpringApplication application = new SpringApplication(PartylineApplication.class);
        application.addPrimarySources(java.util.List.of(more));
        application.addInitializers(new SettingsInitializer());
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        // The first signal drains before anything is closed: health.DrainOnSignal.
        application.setRegisterShutdownHook(false);
        return application;
    }
}
