package dev.partyline.gateway.doctor;

import dev.partyline.sip.sdp.MediaDescription;
import dev.partyline.sip.sdp.SdpException;
import dev.partyline.sip.sdp.SessionDescription;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The audio of a session description in the words of people: what is spoken, and where it is to be sent.
 *
 * @param receiver null where no address can be read
 * @param codecs in the description's order, such as {@code opus}, {@code PCMA}
 * @param keys whether telephone events are named
 */
record AudioDescription(@Nullable InetSocketAddress receiver, List<String> codecs, boolean keys) {
    /** Empty where there is no audio, or nobody can read it. */
    static Optional<AudioDescription> of(String sdp) {
        try {
            SessionDescription session = SessionDescription.parse(sdp);
            return session.media().stream()
                    .filter(media -> media.media().equals("audio") && media.port() > 0)
                    .findFirst()
                    .map(media -> of(session, media));
        } catch (SdpException e) {
            return Optional.empty();
        }
    }

    private static AudioDescription of(SessionDescription session, MediaDescription media) {
        var connection = media.connection() != null ? media.connection() : session.connection();
        InetAddress address = connection == null ? null : connection.address();
        List<String> names =
                media.formats().stream().map(format -> name(media, format)).toList();
        return new AudioDescription(
                address == null ? null : new InetSocketAddress(address, media.port()),
                names.stream()
                        .filter(name -> !name.equals("telephone-event") && !name.equals("CN"))
                        .distinct()
                        .toList(),
                names.contains("telephone-event"));
    }

    private static String name(MediaDescription media, String format) {
        return media.attributes().stream()
                .filter(attribute ->
                        attribute.name().equals("rtpmap") && attribute.value().startsWith(format + " "))
                .map(attribute -> attribute.value().substring(format.length() + 1))
                .map(encoding -> encoding.split("/", 2)[0].strip())
                .map(name -> name.toLowerCase(Locale.ROOT).equals("telephone-event") ? "telephone-event" : name)
                .findFirst()
                .orElseGet(() -> switch (format) {
                    case "0" -> "PCMU";
                    case "3" -> "GSM";
                    case "8" -> "PCMA";
                    case "9" -> "G722";
                    case "13" -> "CN";
                    case "18" -> "G729";
                    default -> format;
                });
    }
}
