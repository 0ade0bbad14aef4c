package routes;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static routes.ArchitectureRules.check;
import static routes.ArchitectureRules.interestRules;
import static routes.ArchitectureRules.knowNoSibling;
import static routes.ArchitectureRules.notOurs;
import static routes.ArchitectureRules.onlyKnows;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import routes.pipeline.AlarmDoor;
import routes.security.Secret;

/** The map of the packages: who may know whom. A rule that is broken names the classes and lines. */
class ArchitectureTest {
    private static final String[] DOMAIN = {
        "routes.error",
        "routes.json",
        "routes.alarm",
        "routes.event",
        "routes.notice..",
        "routes.replay",
        "routes.rejected",
        "routes.silence",
        "routes.inhibition",
        "routes.heartbeat",
        "routes.selfalarm",
        "routes.subscription",
        "routes.bot",
        "routes.chat",
        "routes.owner",
        "routes.datasource",
        "routes.threshold..",
        "routes.security"
    };
    /** Main, settings and wiring: the edge, where clocks and drivers are made. */
    private static final String WIRING = "routes";

    @Test
    void the_words_of_an_alarm_know_nothing_of_ours() {
        check(onlyKnows("routes.alarm", "routes.error"));
    }

    @Test
    void errors_and_json_know_nothing_of_ours() {
        check(onlyKnows("routes.error"));
        check(onlyKnows("routes.json"));
        check(onlyKnows("routes.yaml"));
    }

    @Test
    void security_knows_errors_only() {
        check(onlyKnows("routes.security", "routes.error"));
    }

    @Test
    void outgoing_calls_know_security_only() {
        check(onlyKnows("routes.outgoing", "routes.security", "routes.error"));
    }

    @Test
    void thresholds_are_mathematics() {
        check(onlyKnows("routes.threshold", "routes.error"));
        check(onlyKnows("routes.threshold.chart", "routes.threshold", "routes.error"));
    }

    @Test
    void events_know_alarms() {
        check(onlyKnows("routes.event", "routes.alarm", "routes.error", "routes.json"));
    }

    @Test
    void notices_and_silences_know_events_and_alarms() {
        check(onlyKnows("routes.silence", "routes.event", "routes.alarm", "routes.error", "routes.json"));
        check(onlyKnows("routes.inhibition", "routes.event", "routes.error"));
        check(onlyKnows("routes.heartbeat", "routes.event", "routes.alarm", "routes.error"));
        check(onlyKnows("routes.selfalarm", "routes.alarm"));
        check(onlyKnows("routes.notice", "routes.event", "routes.alarm", "routes.error", "routes.json"));
    }

    @Test
    void receipts_know_notices() {
        check(onlyKnows("routes.notice.receipt", "routes.notice", "routes.error", "routes.json", "routes.yaml"));
    }

    @Test
    void rendering_knows_notices_and_no_channel() {
        String[] known = {"routes.notice", "routes.event", "routes.alarm", "routes.error", "routes.json"};
        check(onlyKnows("routes.notice.render", known));
    }

    @Test
    void subscriptions_bots_and_chats_know_events_and_secrets() {
        String[] known = {"routes.event", "routes.alarm", "routes.security", "routes.error", "routes.json"};
        check(onlyKnows("routes.subscription", known));
        check(onlyKnows("routes.bot", "routes.subscription", "routes.security", "routes.error", "routes.json"));
        check(onlyKnows("routes.chat", "routes.subscription", "routes.error", "routes.json"));
    }

    @Test
    void an_alarm_source_knows_the_words_of_an_alarm_and_no_other_source() {
        check(classes()
                .that()
                .resideInAPackage("routes.alarm.(*)..")
                .should()
                .onlyDependOnClassesThat(notOurs()
                        .or(resideInAnyPackage("routes.alarm", "routes.error", "routes.json"))
                        .or(resideInAPackage("routes.alarm.*..")))
                .andShould(knowNoSibling("routes.alarm")));
    }

    @Test
    void a_channel_knows_no_other_channel() {
        check(classes().that().resideInAPackage("routes.channel.*..").should(knowNoSibling("routes.channel")));
    }

    @Test
    void a_data_source_knows_no_other_data_source() {
        check(classes()
                .that()
                .resideInAPackage("routes.datasource.*..")
                .should(knowNoSibling("routes.datasource"))
                .allowEmptyShould(true));
    }

    @Test
    void the_contract_of_data_sources_knows_alarms_and_secrets() {
        check(onlyKnows("routes.datasource", "routes.alarm", "routes.security", "routes.error", "routes.json"));
    }

    @Test
    void only_the_wiring_knows_the_store() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(WIRING, "routes.store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("routes.store.."));
    }

    @Test
    void the_store_knows_neither_the_api_nor_the_stages_nor_an_adapter() {
        check(noClasses()
                .that()
                .resideInAPackage("routes.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        WIRING,
                        "routes.api..",
                        "routes.pipeline..",
                        "routes.channel..",
                        "routes.datasource.*..",
                        "routes.platform..",
                        "routes.alarm.*.."));
    }

    @Test
    void the_api_knows_neither_the_stages_nor_an_adapter() {
        check(noClasses()
                .that()
                .resideInAPackage("routes.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        WIRING,
                        "routes.pipeline..",
                        "routes.channel..",
                        "routes.datasource.*..",
                        "routes.platform..",
                        "routes.alarm.*.."));
    }

    /** The interest rules of chat agents restrain notices: the one rule of a source that a stage must know. */
    @Test
    void the_stages_know_no_adapter() {
        check(noClasses()
                .that()
                .resideInAPackage("routes.pipeline..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("routes.channel.*..", "routes.datasource.*..", "routes.alarm.*..")
                                .and(DescribedPredicate.not(interestRules()))));
    }

    @Test
    void packages_form_no_circle() {
        check(slices().matching("routes.(*)..").should().beFreeOfCycles());
    }

    @Test
    void only_the_store_sees_the_driver_of_mongodb() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(WIRING, "routes.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.mongodb..", "org.bson.."));
    }

    @Test
    void the_domain_and_the_store_see_neither_camel_nor_kafka() {
        check(noClasses()
                .that(resideInAnyPackage(DOMAIN).or(resideInAPackage("routes.store..")))
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
                .resideOutsideOfPackages("routes.security..", "routes.channel..", "routes.datasource..", WIRING)
                .and()
                .doNotHaveSimpleName("PolicyVault")
                .should()
                .callMethod(Secret.class, "reveal"));
    }

    /** A door is made by a route template, which can pass values and beans of the registry only. */
    @Test
    void the_time_is_passed_in() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(WIRING)
                .and()
                .doNotBelongToAnyOf(AlarmDoor.class)
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
                .resideOutsideOfPackage("routes.cli..")
                .and()
                .doNotBelongToAnyOf(VeaiopsApplication.class)
                .should(ACCESS_STANDARD_STREAMS));
    }
}
