package routes;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static routes.ArchitectureRules.adapters;
import static routes.ArchitectureRules.check;
import static routes.ArchitectureRules.compareSecretsInEqualTime;
import static routes.ArchitectureRules.knowNoSibling;
import static routes.ArchitectureRules.useNoHigherRoom;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import routes.common.security.Secret;
import routes.wiring.ClockWiring;

/** The map of the house: {@link Rooms} and what holds within them. A rule that is broken names the classes and lines. */
class ArchitectureTest {
    /** Rooms of rules alone: no Camel, no Kafka, no HTTP server. */
    private static final String[] RULES = {
        "routes.common.error",
        "routes.common.json",
        "routes.common.security",
        "routes.alarm",
        "routes.alarm.rejected",
        "routes.event",
        "routes.subscription..",
        "routes.notice..",
        "routes.channel.bot",
        "routes.channel.chat",
        "routes.datasource",
        "routes.threshold",
        "routes.threshold.chart",
        "routes.threshold.task",
        "routes.health.."
    };

    @Test
    void every_package_is_in_the_list_of_rooms() {
        List<String> found =
                ArchitectureRules.packages().map(JavaPackage::getName).toList();
        List<String> listed = Rooms.ALL.stream().flatMap(Rooms.Room::packages).toList();

        assertThat(listed)
                .containsAll(
                        found.stream().filter(name -> !name.equals("routes")).toList());
        assertThat(found)
                .as("a folder that is gone")
                .containsAll(listed.stream()
                        .filter(name -> name.chars().filter(c -> c == '.').count() > 1)
                        .toList());
    }

    @Test
    void a_room_uses_the_rooms_before_it_alone() {
        check(classes().should(useNoHigherRoom()));
    }

    @Test
    void the_root_is_the_start_alone() {
        assertThat(ArchitectureRules.classesOf("routes").map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder("VeaiopsApplication", "StartCheck", "package-info");
    }

    @Test
    void the_page_has_the_table_of_rooms() throws Exception {
        Path page = Path.of("docs/architecture.md");
        if (Boolean.getBoolean("docs.update")) {
            String text = Files.readString(page);
            Files.writeString(
                    page,
                    text.replaceFirst(
                            "\\| room \\| holds \\| folders \\|\n(\\|.*\n)*", Matcher.quoteReplacement(Rooms.table())));
        }
        assertThat(Files.readString(page))
                .as("-Ddocs.update=true writes the table")
                .contains(Rooms.table());
    }

    @Test
    void packages_form_no_circle() {
        check(slices().matching("routes.(*)..").should().beFreeOfCycles());
    }

    @Test
    void adapters_know_no_sibling() {
        for (String room : List.of("alarm", "channel", "datasource")) {
            check(classes().that(resideInAnyPackage(adapters(room))).should(knowNoSibling(room)));
        }
    }

    @Test
    void thresholds_are_mathematics() {
        check(noClasses()
                .that()
                .resideInAnyPackage("routes.threshold", "routes.threshold.chart")
                .should()
                .dependOnClassesThat(resideInAPackage("routes..")
                        .and(ArchitectureRules.outside(
                                "routes.threshold", "routes.threshold.chart", "routes.common.error"))));
    }

    @Test
    void only_the_wiring_knows_the_store() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("routes", "routes.wiring", "routes.store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("routes.store.."));
    }

    @Test
    void the_store_knows_no_adapter_and_no_step() {
        check(noClasses()
                .that()
                .resideInAPackage("routes.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ArchitectureRules.withAdapters(
                        "routes.api..", "routes.http..", "routes.steps..", "routes.extension.lint")));
    }

    @Test
    void the_api_knows_no_adapter() {
        check(noClasses()
                .that()
                .resideInAPackage("routes.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ArchitectureRules.withAdapters()));
    }

    /** The interest rules of chat agents restrain notices: the one rule of a source that a step must know. */
    @Test
    void the_steps_know_no_adapter() {
        check(noClasses()
                .that()
                .resideInAPackage("routes.steps..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ArchitectureRules.withAdapters())
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(ArchitectureRules.interestRules()))));
    }

    @Test
    void the_application_knows_no_server_of_the_embedded_run() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "kafka..",
                        "org.apache.kafka.server..",
                        "org.apache.kafka.storage..",
                        "de.bwaldvogel..",
                        "org.h2..",
                        "routes.dev..",
                        "routes.fakes.."));
    }

    @Test
    void only_the_store_sees_the_driver_of_mongodb() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("routes", "routes.wiring", "routes.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.mongodb..", "org.bson.."));
    }

    @Test
    void rules_and_the_store_see_neither_camel_nor_kafka() {
        check(noClasses()
                .that(resideInAnyPackage(RULES).or(resideInAPackage("routes.store..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..", "org.apache.kafka..", "io.vertx.."));
    }

    @Test
    void routes_are_yaml() {
        check(noClasses().should().beAssignableTo("org.apache.camel.builder.RouteBuilder"));
    }

    /** The vault of policies opens the webhook that an adapter writes into a rule. */
    @Test
    void secrets_are_revealed_to_crypto_and_to_adapters_only() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "routes.common.security..",
                        "routes.channel..",
                        "routes.datasource..",
                        "routes",
                        "routes.wiring")
                .and()
                .doNotHaveSimpleName("PolicyVault")
                .should()
                .callMethod(Secret.class, "reveal"));
    }

    @Test
    void secrets_are_compared_in_equal_time() {
        check(classes().should(compareSecretsInEqualTime()));
        check(noClasses().should().callMethod(Arrays.class, "equals", byte[].class, byte[].class));
    }

    @Test
    void there_is_one_clock() {
        check(noClasses()
                .that()
                .doNotBelongToAnyOf(ClockWiring.class, VeaiopsApplication.class)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callConstructor(Date.class));
    }

    @Test
    void every_package_says_what_may_be_null() {
        check(classes().should(new ArchCondition<>("be in a package that is @NullMarked") {
            @Override
            public void check(JavaClass found, ConditionEvents events) {
                if (!found.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(found, found.getName() + " is in a package without it"));
                }
            }
        }));
    }

    @Test
    void one_way_of_logging() {
        check(NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);
    }

    @Test
    void nobody_prints_but_the_application_and_its_commands() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("routes.tool.cli..")
                .and()
                .doNotBelongToAnyOf(VeaiopsApplication.class)
                .should(ACCESS_STANDARD_STREAMS));
    }
}
