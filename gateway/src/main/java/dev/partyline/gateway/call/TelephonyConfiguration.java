package dev.partyline.gateway.call;

import dev.partyline.gateway.demo.Demo;
import dev.partyline.gateway.settings.GatewayProperties;
import dev.partyline.gateway.settings.GatewayProperties.Trunk;
import dev.partyline.gateway.settings.WrongSettingException;
import dev.partyline.media.MediaBridge;
import dev.partyline.media.MediaSettings;
import dev.partyline.media.prompt.Language;
import dev.partyline.media.prompt.PromptLibrary;
import dev.partyline.sip.CallHandler;
import dev.partyline.sip.TrunkSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;

@Configuration(proxyBeanMethods = false)
class TelephonyConfiguration {
    private static final Duration MEDIA_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration HELD_MEDIA_TIMEOUT = Duration.ofMinutes(5);

    @Bean
    PromptLibrary promptLibrary(GatewayProperties properties) {
        PromptLibrary prompts;
        try {
            prompts = PromptLibrary.with(properties.promptFolder());
        } catch (IllegalArgumentException e) {
            throw new WrongSettingException(
                    "partyline.media.prompt-folder", "holds what cannot be said: " + e.getMessage());
        }
        checkLanguages(properties, prompts.languages());
        return prompts;
    }

    /** What phones and browsers both stand on: started before the first of them, closed after the last. */
    @Bean
    @Lazy
    @Fallback
    MediaBridge mediaBridge(GatewayProperties properties, PromptLibrary prompts) {
        return MediaBridge.start(new MediaSettings(
                properties.media().loops(),
                properties.media().phonePorts(),
                MEDIA_TIMEOUT,
                HELD_MEDIA_TIMEOUT,
                properties.media().automaticGain(),
                prompts));
    }

    private static void checkLanguages(GatewayProperties properties, Set<String> spoken) {
        check("partyline.language", properties.language(), spoken);
        for (int n = 0; n < properties.trunks().size(); n++) {
            check(
                    "partyline.trunks[" + n + "].language",
                    properties.trunks().get(n).language(),
                    spoken);
        }
    }

    private static void check(String key, Language language, Set<String> spoken) {
        if (!spoken.contains(language.tag())) {
            throw new WrongSettingException(
                    key,
                    "\"" + language.tag() + "\" does not fit; write one of "
                            + String.join(", ", new TreeSet<>(spoken))
                            + ", or put prompts of that language into partyline.media.prompt-folder");
        }
    }

    /** Lazy and a fallback, so that a test of pages binds no port. */
    @Bean
    @Lazy
    @Fallback
    Telephony telephony(
            GatewayProperties properties, SslBundles bundles, MediaBridge media, Demo demo, CallHandler handler) {
        List<TrunkSettings> trunks = Stream.concat(properties.trunks().stream().map(Trunk::sip), demo.trunk().stream())
                .toList();
        return SipTelephony.start(properties, SipCertificates.read(properties, bundles), media, trunks, handler);
    }
}
