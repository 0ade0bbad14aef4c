package routes;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.NullMarked;
import routes.alarm.chatops.InterestHit;
import routes.pipeline.AlarmDoor;
import routes.security.Secret;

/** The map of the packages: who may know whom. A rule that is broken names the classes and lines. */
@AnalyzeClasses(
        packages = "routes",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.Shipped.class})
class ArchitectureTest {
    private static final String[] DOMAIN = {
        "routes.error",
        "routes.json",
        "routes.alarm",
        "routes.event",
        "routes.notice",
        "routes.subscription",
        "routes.owner",
        "routes.threshold",
        "routes.security"
    };
    /** Main, settings and wiring: the edge, where clocks and drivers are made. */
    private static final String WIRING = "routes";

    @ArchTest
    static final ArchRule the_words_of_an_alarm_know_nothing_of_ours = onlyKnows("routes.alarm", "routes.error");

    @ArchTest
    static final ArchRule errors_know_nothing_of_ours = onlyKnows("routes.error");

    @ArchTest
    static final ArchRule json_knows_nothing_of_ours = onlyKnows("routes.json");

    @ArchTest
    static final ArchRule security_knows_errors_only = onlyKnows("routes.security", "routes.error");

    @ArchTest
    static final ArchRule thresholds_are_mathematics = onlyKnows("routes.threshold", "routes.error");

    @ArchTest
    static final ArchRule events_know_alarms = onlyKnows("routes.event", "routes.alarm", "routes.error", "routes.json");

    @ArchTest
    static final ArchRule notices_know_events_and_alarms =
            onlyKnows("routes.notice", "routes.event", "routes.alarm", "routes.error", "routes.json");

    @ArchTest
    static final ArchRule subscriptions_know_events_and_secrets = onlyKnows(
            "routes.subscription", "routes.event", "routes.alarm", "routes.security", "routes.error", "routes.json");

    @ArchTest
    static final ArchRule an_alarm_source_knows_the_words_of_an_alarm_and_no_other_source = classes()
            .that()
            .resideInAPackage("routes.alarm.(*)..")
            .should()
            .onlyDependOnClassesThat(notOurs()
                    .or(resideInAnyPackage("routes.alarm", "routes.error", "routes.json"))
                    .or(resideInAPackage("routes.alarm.*..")))
            .andShould(knowNoSibling("routes.alarm"));

    @ArchTest
    static final ArchRule a_channel_knows_no_other_channel =
            classes().that().resideInAPackage("routes.channel.*..").should(knowNoSibling("routes.channel"));

    @ArchTest
    static final ArchRule a_data_source_knows_no_other_data_source = classes()
            .that()
            .resideInAPackage("routes.datasource.*..")
            .should(knowNoSibling("routes.datasource"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_the_wiring_knows_the_store = noClasses()
            .that()
            .resideOutsideOfPackages(WIRING, "routes.store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("routes.store..");

    @ArchTest
    static final ArchRule the_store_knows_neither_the_api_nor_the_stages_nor_an_adapter = noClasses()
            .that()
            .resideInAPackage("routes.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    WIRING,
                    "routes.api..",
                    "routes.pipeline..",
                    "routes.channel..",
                    "routes.datasource..",
                    "routes.alarm.*..");

    @ArchTest
    static final ArchRule the_api_knows_neither_the_stages_nor_an_adapter = noClasses()
            .that()
            .resideInAPackage("routes.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    WIRING, "routes.pipeline..", "routes.channel..", "routes.datasource..", "routes.alarm.*..");

    /** The interest rules of chat agents restrain notices: the one rule of a source that a stage must know. */
    @ArchTest
    static final ArchRule the_stages_know_no_adapter = noClasses()
            .that()
            .resideInAPackage("routes.pipeline..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("routes.channel.*..", "routes.datasource..", "routes.alarm.*..")
                    .and(DescribedPredicate.not(interestRules())));

    @ArchTest
    static final ArchRule packages_form_no_circle =
            slices().matching("routes.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_the_store_sees_the_driver_of_mongodb = noClasses()
            .that()
            .resideOutsideOfPackages(WIRING, "routes.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.mongodb..", "org.bson..");

    @ArchTest
    static final ArchRule the_domain_and_the_store_see_neither_camel_nor_kafka = noClasses()
            .that(resideInAnyPackage(DOMAIN).or(resideInAPackage("routes.store..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.apache.kafka..", "io.vertx..");

    @ArchTest
    static final ArchRule routes_are_yaml =
            noClasses().should().beAssignableTo("org.apache.camel.builder.RouteBuilder");

    @ArchTest
    static final ArchRule secrets_are_revealed_to_crypto_and_to_adapters_only = noClasses()
            .that()
            .resideOutsideOfPackages("routes.security..", "routes.channel..", "routes.datasource..", WIRING)
            .should()
            .callMethod(Secret.class, "reveal");

    /** A door is made by a route template, which can pass values and beans of the registry only. */
    @ArchTest
    static final ArchRule the_time_is_passed_in = noClasses()
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
            .callConstructor(Date.class);

    @ArchTest
    static final ArchRule every_package_says_what_may_be_null = classes()
            .should(new ArchCondition<>("be in a package that is @NullMarked") {
                @Override
                public void check(JavaClass found, ConditionEvents events) {
                    if (!found.getPackage().isAnnotatedWith(NullMarked.class)) {
                        events.add(
                                SimpleConditionEvent.violated(found, found.getName() + " is in a package without it"));
                    }
                }
            });

    @ArchTest
    static final ArchRule one_way_of_logging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule nobody_prints_but_the_application_and_its_commands = noClasses()
            .that()
            .resideOutsideOfPackage("routes.cli..")
            .and()
            .doNotBelongToAnyOf(VeaiopsApplication.class)
            .should(ACCESS_STANDARD_STREAMS);

    private static ArchRule onlyKnows(String one, String... others) {
        return classes()
                .that()
                .resideInAPackage(one)
                .should()
                .onlyDependOnClassesThat(notOurs().or(resideInAPackage(one)).or(resideInAnyPackage(others)))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> notOurs() {
        return DescribedPredicate.not(resideInAPackage("routes.."));
    }

    private static DescribedPredicate<JavaClass> interestRules() {
        return DescribedPredicate.describe(
                "the interest rules", found -> found.getName().startsWith(InterestHit.class.getName()));
    }

    private static ArchCondition<JavaClass> knowNoSibling(String parent) {
        return new ArchCondition<>("know no sibling in " + parent) {
            @Override
            public void check(JavaClass adapter, ConditionEvents events) {
                adapter.getDirectDependenciesFromSelf().stream()
                        .filter(found -> found.getTargetClass().getPackageName().startsWith(parent + "."))
                        .filter(found -> !folder(found.getTargetClass(), parent).equals(folder(adapter, parent)))
                        .forEach(found -> events.add(SimpleConditionEvent.violated(found, found.getDescription())));
            }
        };
    }

    private static String folder(JavaClass found, String parent) {
        return found.getPackageName().substring(parent.length() + 1).replaceAll("\\..*", "");
    }

    /** The embedded servers are compiled beside the application and left out of its jar. */
    static final class Shipped implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/routes/dev/");
        }
    }
}
