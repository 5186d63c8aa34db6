package dev.terrace.kit.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The rules of the house that hold in every service; a service's own test adds which client library belongs to which adapter. */
public final class HouseRules {
    private final String root;
    private final JavaClasses classes;

    /** Rules for the classes below that package, tests left out. */
    public HouseRules(String root) {
        this.root = root;
        this.classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
    }

    /** All that hold everywhere. */
    public void check() {
        noCycles();
        List.of(nobodyImportsBoot(), names(), rooms(), wireTypes(), messaging(), mappings(), noConfigProperty())
                .forEach(this::check);
        List.of(noBlocking(), noClock(), noSeedlessRandom()).forEach(this::check);
    }

    /** Checks one more rule on the same classes. */
    public void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(classes);
    }

    /** A room that may import only these packages (and its own). */
    public void pure(String room, String... allowed) {
        String[] all = new String[allowed.length + 3];
        System.arraycopy(allowed, 0, all, 0, allowed.length);
        all[allowed.length] = "java..";
        all[allowed.length + 1] = "org.jspecify..";
        all[allowed.length + 2] = root + "." + room + "..";
        check(classes()
                .that()
                .resideInAPackage(root + "." + room + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(all)
                .because("the room " + room + " is pure: it is tested without a server and read without a framework"));
    }

    /** A library that only these rooms (and boot, which wires) may import. */
    public void library(String packages, String... rooms) {
        String[] homes = new String[rooms.length + 1];
        for (int i = 0; i < rooms.length; i++) {
            homes[i] = root + "." + rooms[i] + "..";
        }
        homes[rooms.length] = root + ".boot..";
        check(noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packages)
                .because("a client library is imported by its adapter only"));
    }

    /** Adapters of a room do not see each other. */
    public void strangers(String room) {
        check(slices().matching(root + "." + room + ".(*)..")
                .should()
                .notDependOnEachOther()
                .because("adapters do not see their siblings"));
    }

    /** Rooms do not import each other in circles. */
    public void noCycles() {
        check(slices().matching(root + ".(*)..").should().beFreeOfCycles());
    }

    private ArchRule nobodyImportsBoot() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".boot..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".boot..");
    }

    private ArchRule names() {
        return noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager|DTO|Dto)$");
    }

    private ArchRule rooms() {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..common..", "..impl..", "..dto..", "..mapper..", "..service..", "..repository..");
    }

    private ArchRule wireTypes() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        root + ".api..",
                        root + ".proxy..",
                        root + ".live..",
                        root + ".delivery..",
                        root + ".edge..",
                        root + ".boot..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "io.vertx.ext.web.handler..")
                .because("JAX-RS and router types live at the edge");
    }

    private ArchRule messaging() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root + ".ingest..", root + ".events..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.microprofile.reactive.messaging..");
    }

    private ArchRule mappings() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".boot..")
                .should()
                .beAnnotatedWith("io.smallrye.config.ConfigMapping");
    }

    private ArchRule noConfigProperty() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.eclipse.microprofile.config.inject.ConfigProperty")
                .because("configuration comes as one mapping a room");
    }

    private ArchRule noBlocking() {
        return noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "it waits on this thread",
                        call -> (call.getTargetOwner().isEquivalentTo(Thread.class)
                                        && call.getName().equals("sleep"))
                                || (call.getTargetOwner().getName().equals("io.smallrye.mutiny.Uni")
                                        && call.getName().equals("await"))))
                .because("nothing blocks the event loop; time is a timer's");
    }

    private ArchRule noClock() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".boot..")
                .should()
                .callMethod("java.time.Instant", "now")
                .orShould()
                .callMethod("java.lang.System", "currentTimeMillis")
                .because("an InstantSource is passed in");
    }

    private ArchRule noSeedlessRandom() {
        return noClasses()
                .should()
                .callConstructor(java.util.Random.class)
                .because("a seed is passed in, so that a run can be repeated");
    }
}
