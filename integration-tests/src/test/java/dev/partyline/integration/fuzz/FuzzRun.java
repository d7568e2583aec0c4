package dev.partyline.integration.fuzz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Lets Jazzer search each target for a while, in a Java of its own, since it instruments whatever is loaded. What it has
 * found out so far stays below {@code integration-tests/target/fuzz}, and the next run goes on from there.
 *
 * <p>Arguments: a target, or {@code all}; the seconds for each, by default 60.
 */
public final class FuzzRun {
    private static final int DEFAULT_SECONDS = 60;
    private static final int LONGEST_INPUT = 4_096;
    private static final int LONGEST_INPUT_SECONDS = 10;

    private FuzzRun() {}

    static void main(String[] args) throws IOException, InterruptedException, URISyntaxException {
        String wanted = args.length > 0 ? args[0] : "all";
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_SECONDS;
        List<FuzzTarget> targets = Arrays.stream(FuzzTarget.values())
                .filter(target -> wanted.equals("all") || target.text().equals(wanted.toLowerCase(Locale.ROOT)))
                .toList();
        if (targets.isEmpty()) {
            System.err.println("'" + wanted + "' is no target; there are all, "
                    + String.join(
                            ", ",
                            Arrays.stream(FuzzTarget.values())
                                    .map(FuzzTarget::text)
                                    .toList()));
            System.exit(2);
        }
        List<String> broken = new ArrayList<>();
        for (FuzzTarget target : targets) {
            System.out.println("fuzzing " + target.text() + " for " + seconds + " s");
            if (!fuzz(target, seconds)) {
                broken.add(target.text());
            }
        }
        if (!broken.isEmpty()) {
            System.out.println("broken: " + String.join(", ", broken));
            System.exit(1);
        }
        System.out.println("nothing was found");
    }

    private static boolean fuzz(FuzzTarget target, int seconds)
            throws IOException, InterruptedException, URISyntaxException {
        Path output = Path.of(System.getProperty("it.output", "target"), "fuzz", target.text());
        Path corpus = Files.createDirectories(output.resolve("corpus"));
        return new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx1g",
                                "-XX:+UseSerialGC",
                                "-XX:+EnableDynamicAgentLoading",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "com.code_intelligence.jazzer.Jazzer",
                                "--target_class=" + target.type().getName(),
                                "--instrumentation_includes=dev.partyline.**:org.ice4j.**:org.jitsi.**",
                                // Its detectors look for injections into databases and shells, of which there are none.
                                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.**",
                                "--reproducer_path=" + output,
                                "-artifact_prefix=" + output + "/",
                                "-max_total_time=" + seconds,
                                "-max_len=" + LONGEST_INPUT,
                                "-timeout=" + LONGEST_INPUT_SECONDS,
                                "-print_final_stats=1",
                                corpus.toString(),
                                NoInputBreaksATarget.resources()
                                        .resolve(target.text())
                                        .toString())
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }
}
