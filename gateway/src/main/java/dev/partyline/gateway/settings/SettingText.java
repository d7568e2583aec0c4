package dev.partyline.gateway.settings;

import dev.partyline.media.PortRange;
import dev.partyline.media.prompt.Language;
import dev.partyline.sip.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** The text of settings as values; text that is no such value ends in a {@link WrongSettingException}. */
record SettingText(Function<String, @Nullable String> property) {

    @Nullable
    String text(String key) {
        String text = property.apply(key);
        return text == null || text.isBlank() ? null : text.strip();
    }

    String text(String key, String otherwise) {
        String text = text(key);
        return text == null ? otherwise : text;
    }

    @Nullable
    Secret secret(String key) {
        String text = property.apply(key);
        return text == null || text.isEmpty() ? null : new Secret(text);
    }

    /** A list, written with commas or by index. */
    List<String> list(String key) {
        String joined = text(key);
        List<String> items = new ArrayList<>();
        if (joined != null) {
            Arrays.stream(joined.split(",", -1)).map(String::strip).forEach(items::add);
        }
        int index = 0;
        for (String item = indexed(key, index); item != null; item = indexed(key, index)) {
            items.add(item);
            index++;
        }
        return items;
    }

    private @Nullable String indexed(String key, int index) {
        return text(key + "[" + index + "]");
    }

    int number(String key, int otherwise, int least, int most) {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, text, "write a whole number from " + least + " to " + most);
        }
        throw wrong(key, text, "write a whole number from " + least + " to " + most);
    }

    boolean flag(String key, boolean otherwise) {
        return switch (text(key, Boolean.toString(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            case String text -> throw wrong(key, text, "write true or false");
        };
    }

    Duration duration(String key, Duration otherwise, Duration most) {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        try {
            Duration duration = DurationStyle.detectAndParse(text);
            if (!duration.isNegative() && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw wrong(key, text, "write a time such as 90s, 30m or 2h");
        }
        throw wrong(key, text, "write a time from 0s to " + most.toHours() + "h, such as 30m");
    }

    InetAddress address(String key, String otherwise) {
        return address(key, text(key, otherwise), "127.0.0.1");
    }

    static InetAddress address(String key, String text, String example) {
        try {
            return InetAddress.ofLiteral(text.equals("localhost") ? "127.0.0.1" : text);
        } catch (IllegalArgumentException e) {
            throw wrong(key, text, "write an IP address such as " + example);
        }
    }

    /** An address that far ends can send to. */
    static InetAddress reachable(String key, String text) {
        InetAddress address = address(key, text, "203.0.113.5");
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            throw wrong(key, text, "write the address by which phones reach this machine, such as 203.0.113.5");
        }
        return address;
    }

    static AddressBlock block(String key, String text) {
        try {
            return AddressBlock.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong(key, text, "write an address or a block of addresses, such as 192.0.2.7 or 192.0.2.0/28");
        }
    }

    PortRange ports(String key, String otherwise) {
        String text = text(key, otherwise);
        try {
            return PortRange.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong(key, text, "write first-last between 1024 and 65535, such as 20000-29999");
        }
    }

    @Nullable
    URI url(String key) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        try {
            URI url = URI.create(text);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            String path = url.getPath();
            if (web && url.getHost() != null && (path == null || path.isEmpty() || path.equals("/"))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(key, text, "write the address of the pages, such as https://partyline.example.org");
        }
        throw wrong(key, text, "write the address of the pages, such as https://partyline.example.org");
    }

    /** A web origin as browsers write it (RFC 6454 section 6.2): no path, no capitals, no default port. */
    static String origin(String key, String text) {
        try {
            URI url = URI.create(text);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (web && url.getHost() != null && text.matches("https?://[a-z0-9.:\\[\\]-]+")) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(key, text, "write the origin of a page, such as https://studio.example.org");
        }
        throw wrong(key, text, "write the origin of a page, such as https://studio.example.org");
    }

    Path path(String key, String otherwise) {
        String text = text(key, otherwise);
        try {
            // H2 splits its URL at semicolons.
            if (!text.contains(";")) {
                return Path.of(text).toAbsolutePath().normalize();
            }
        } catch (InvalidPathException e) {
            throw wrong(key, text, "write the path of a directory");
        }
        throw wrong(key, text, "write the path of a directory, without semicolons");
    }

    Language language(String key, Language otherwise) {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        if (!Language.isTag(text)) {
            throw wrong(key, text, "write the tag of a language in lower case, such as en, de or pt-br");
        }
        return new Language(text);
    }

    <T> T choice(String key, Map<String, T> choices, String otherwise) {
        String text = text(key, otherwise);
        T chosen = choices.get(text);
        if (chosen == null) {
            throw wrong(key, text, "write one of " + String.join(", ", choices.keySet()));
        }
        return chosen;
    }

    static WrongSettingException wrong(String key, String text, String instead) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        String oneLine = shown.replaceAll("\\p{Cntrl}", "?");
        return new WrongSettingException(key, "\"" + oneLine + "\" does not fit; " + instead);
    }
}
