package dev.partyline.integration.peer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Who hears whom, as a table of levels: every talker at the right level, oneself and the silent ones not at all. */
public final class Hearing {
    /** What is left of somebody who is not to be heard: at least 30 dB below a talker. */
    static final double INAUDIBLE_DBFS = Participant.TONE_DBFS - 30;

    private static final Duration WINDOW = Duration.ofSeconds(1);
    /** A machine with too few processors holds one of many programs up for seconds; what is right is right for two. */
    private static final Duration SETTLING = Duration.ofSeconds(75);

    private static final Duration KEPT = Duration.ofSeconds(8);

    private Hearing() {}

    /**
     * Waits until the table is right, and right for one more second.
     *
     * @param everyone all that listen
     * @param talkers those of them that are to be heard
     */
    public static void expect(String situation, Collection<Participant> everyone, Collection<Participant> talkers)
            throws InterruptedException {
        long deadlineNanos = System.nanoTime() + SETTLING.toNanos();
        List<String> faults;
        do {
            // So long that the window of the second look lies after whatever led to this situation.
            Thread.sleep(WINDOW);
            faults = faults(everyone, talkers);
            if (faults.isEmpty()) {
                Thread.sleep(WINDOW);
                faults = faults(everyone, talkers);
            }
        } while (!faults.isEmpty() && System.nanoTime() - deadlineNanos < 0);
        System.out.println(table(situation, everyone));
        if (!faults.isEmpty()) {
            keep(situation, everyone);
            throw new AssertionError(situation + ":\n  " + String.join("\n  ", faults) + "\n"
                    + table(situation, everyone) + strips(everyone, talkers));
        }
    }

    /** Nobody of these hears any of those frequencies. */
    public static void expectNot(String situation, Collection<Participant> listeners, double... hertz) {
        for (Participant listener : listeners) {
            Recording heard = listener.heard(WINDOW);
            for (double frequency : hertz) {
                double level = heard.traceDb(frequency);
                if (level > INAUDIBLE_DBFS) {
                    keep(situation, listeners);
                    throw new AssertionError(
                            format("%s: %s hears %.0f Hz at %.1f dBFS", situation, listener.name(), frequency, level));
                }
            }
        }
    }

    /**
     * A phone heard the very samples of one of the bridge's prompts, as loud as they are, and not those of another.
     *
     * @param sinceNanos when what led to it was done
     * @return how like it was
     */
    public static Recording.Found expectPrompt(PhoneCall call, long sinceNanos, String prompt, String other) {
        Recording heard = call.heard(Duration.ofNanos(System.nanoTime() - sinceNanos));
        Recording.Found told = heard.find(Recording.prompt(prompt).samples());
        Recording.Found otherwise = heard.find(Recording.prompt(other).samples());
        if (told.likeness() <= 0.95 || Math.abs(told.gainDb()) > 0.5) {
            throw new AssertionError("the voice does not say '" + prompt + "' as it was recorded: " + told);
        }
        if (otherwise.likeness() >= 0.8) {
            throw new AssertionError("the voice says '" + other + "' too: " + otherwise);
        }
        return told;
    }

    private static List<String> faults(Collection<Participant> everyone, Collection<Participant> talkers) {
        List<String> faults = new ArrayList<>();
        for (Participant listener : everyone) {
            Recording heard = listener.heard(WINDOW);
            for (Participant talker : everyone) {
                boolean talks = talkers.contains(talker) && !listener.equals(talker);
                double level = talks ? heard.toneDb(talker.hertz()) : heard.traceDb(talker.hertz());
                if (listener.equals(talker)) {
                    if (level > INAUDIBLE_DBFS) {
                        faults.add(format("%s hears itself at %.1f dBFS", listener.name(), level));
                    }
                } else if (!talks) {
                    if (level > INAUDIBLE_DBFS) {
                        faults.add(format("%s hears the silent %s at %.1f", listener.name(), talker.name(), level));
                    }
                } else if (Math.abs(level - Participant.TONE_DBFS)
                        > Math.max(listener.toleranceDb(), talker.toleranceDb())) {
                    faults.add(format(
                            "%s hears %s at %.1f instead of %.1f dBFS",
                            listener.name(), talker.name(), level, Participant.TONE_DBFS));
                }
            }
        }
        return faults;
    }

    private static String table(String situation, Collection<Participant> everyone) {
        StringBuilder table = new StringBuilder(format("%-28s", situation));
        everyone.forEach(talker -> table.append(format("%10s", talker.name())));
        for (Participant listener : everyone) {
            table.append(format("\n  %-26s", listener.name() + " hears"));
            Recording heard = listener.heard(WINDOW);
            everyone.forEach(talker -> table.append(format("%10.1f", heard.toneDb(talker.hertz()))));
        }
        return table.toString();
    }

    /** The last seconds of each talker at each ear, 20 ms a sign. */
    private static String strips(Collection<Participant> everyone, Collection<Participant> talkers) {
        StringBuilder strips = new StringBuilder();
        for (Participant listener : everyone) {
            Recording heard = listener.heard(KEPT);
            for (Participant talker : talkers) {
                if (!listener.equals(talker)) {
                    strips.append(format("\n  %s hears %s%n    ", listener.name(), talker.name()))
                            .append(heard.strip(talker.hertz(), Participant.TONE_DBFS));
                }
            }
        }
        return strips.toString();
    }

    private static void keep(String situation, Collection<Participant> everyone) {
        Path directory = Path.of(System.getProperty("it.output", "target"), "recordings", situation.replace(' ', '-'));
        everyone.forEach(listener -> listener.heard(KEPT).write(directory.resolve(listener.name() + ".wav")));
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
