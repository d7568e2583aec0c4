package dev.partyline.integration;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom: part 1 of the plan, kept by the build. */
@AnalyzeClasses(
        packages = "dev.partyline",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
    /** The tests of a module that the tests of another one use. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule MODULES = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.partyline..")
            .withOptionalLayers(true)
            .layer("dialplan")
            .definedBy("dev.partyline.dialplan..")
            .layer("media")
            .definedBy("dev.partyline.media..")
            .layer("sip")
            .definedBy("dev.partyline.sip..")
            .layer("webrtc")
            .definedBy("dev.partyline.webrtc..")
            .layer("gateway")
            .definedBy("dev.partyline.gateway..")
            .whereLayer("gateway")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("sip")
            .mayOnlyBeAccessedByLayers("gateway")
            .whereLayer("webrtc")
            .mayOnlyBeAccessedByLayers("gateway")
            .whereLayer("media")
            .mayOnlyBeAccessedByLayers("sip", "webrtc", "gateway")
            .whereLayer("dialplan")
            .mayOnlyBeAccessedByLayers("gateway");

    /** Between the chapters of a module; its own package is its face, which they wear and which puts them together. */
    @ArchTest
    static final ArchRule NO_PACKAGES_IN_A_CIRCLE =
            slices().matching("dev.partyline.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule SPRING = onlyIn("dev.partyline.gateway..", "org.springframework..");

    @ArchTest
    static final ArchRule JAIN_SIP = onlyIn("dev.partyline.sip.stack..", "javax.sip..", "gov.nist..");

    @ArchTest
    static final ArchRule ICE4J = onlyIn("dev.partyline.webrtc.ice..", "org.ice4j..");

    @ArchTest
    static final ArchRule DTLS = onlyIn("dev.partyline.media.dtls..", "org.bouncycastle.tls..");

    @ArchTest
    static final ArchRule SRTP = onlyIn("dev.partyline.media.srtp..", "org.jitsi.srtp..");

    @ArchTest
    static final ArchRule FOREIGN_FUNCTIONS = noClasses()
            .that()
            .resideOutsideOfPackages("dev.partyline.media.codec..", "dev.partyline.media.net..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.foreign..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule SOCKETS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.partyline.media.net..", "dev.partyline.sip.transport..", "dev.partyline.gateway..")
            .should()
            .dependOnClassesThat(assignableTo(java.net.DatagramSocket.class)
                    .or(assignableTo(java.net.Socket.class))
                    .or(assignableTo(java.net.ServerSocket.class))
                    .or(assignableTo(java.nio.channels.NetworkChannel.class))
                    .or(assignableTo("io.netty.channel.Channel"))
                    .or(resideInAnyPackage("io.netty.bootstrap..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule CLOCKS = noClasses()
            .that(not(clocksAreReadHere()))
            .should()
            .callMethodWhere(
                    target(nameMatching("nanoTime|currentTimeMillis")).and(targetOwner(assignableTo(System.class))))
            .orShould()
            .callMethodWhere(target(nameMatching("now")).and(target(owner(resideInAnyPackage("java.time..")))))
            .orShould()
            .callMethodWhere(
                    target(nameMatching("system.*")).and(target(owner(assignableTo(java.time.InstantSource.class)))))
            .because("time comes in from outside, so that tests run in virtual time")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NAMES_ARE_THE_FIELDS_OWN = classes()
            .that()
            .areNotAnonymousClasses()
            .should()
            .haveNameNotMatching(".*(Manager|Helper|Util|Utils|Impl|Data|Info|Common)");

    @ArchTest
    static final ArchRule NO_LOG4J = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.log4j..", "org.apache.logging.log4j..");

    private static ArchRule onlyIn(String home, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .allowEmptyShould(true);
    }

    /** The media loops, the application, and the one class that gives SIP its time. */
    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> clocksAreReadHere() {
        return resideInAnyPackage("dev.partyline.media.net..", "dev.partyline.gateway..")
                .or(nameMatching("dev\\.partyline\\.sip\\.transport\\.\\w*Clock")
                        .forSubtype());
    }
}
