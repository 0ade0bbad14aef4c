package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code mvn -B test} runs is quick: a test that starts a Camel context, a server, a broker, a store or a process has the
 * tag {@code slow}, and so has one that computes for more than about a second. {@code mvn -B verify} runs those too.
 */
class QuickSuiteTest {
    private static final Set<String> TAGS =
            Set.of(org.junit.jupiter.api.Tag.class.getName(), net.jqwik.api.Tag.class.getName());

    /** What starts one of these. */
    private static final Set<String> STARTS = Set.of(
            "org.apache.camel.main.Main.<init>",
            "org.apache.camel.impl.DefaultCamelContext.start",
            "org.apache.camel.CamelContext.start",
            "kafka.server.KafkaRaftServer.<init>",
            "de.bwaldvogel.mongo.MongoServer.<init>",
            "com.sun.net.httpserver.HttpServer.create",
            "com.sun.net.httpserver.HttpsServer.create",
            "com.github.tomakehurst.wiremock.WireMockServer.<init>",
            "io.vertx.core.Vertx.vertx",
            "java.lang.ProcessBuilder.start",
            "javax.tools.ToolProvider.getSystemJavaCompiler");

    /** The groups that verify and its profiles run. */
    private static final List<String> SUITES = List.of("slow", "bench", "faults", "backtest");

    private static final JavaClasses TESTS = ArchConfiguration.withThreadLocalScope(configuration -> {
        configuration.setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages("routes");
    });

    @Test
    void a_test_that_starts_something_is_tagged_slow() {
        List<String> untagged = TESTS.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(found -> found.getSimpleName().endsWith("Test"))
                .filter(found -> !tagged(found, "slow"))
                .filter(found -> used(found).anyMatch(QuickSuiteTest::starts))
                .map(JavaClass::getName)
                .toList();

        assertThat(untagged).isEmpty();
        assertThat(TESTS.stream().filter(found -> tagged(found, "slow"))).hasSizeGreaterThan(100);
    }

    /** Each engine knows its own tags: the other half of the class would be run with the quick ones. */
    @Test
    void a_slow_test_of_two_engines_has_the_tags_of_both() {
        assertThat(TESTS.stream()
                        .filter(found -> found.isAnnotatedWith(org.junit.jupiter.api.Tag.class))
                        .filter(found -> found.getMethods().stream()
                                .anyMatch(method -> method.isAnnotatedWith(net.jqwik.api.Property.class)))
                        .filter(found -> !found.isAnnotatedWith(net.jqwik.api.Tag.class))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    /** One without a tag would be in no suite. */
    @Test
    void every_test_of_the_whole_system_is_in_a_suite() {
        assertThat(TESTS.stream()
                        .filter(found -> found.getSimpleName().endsWith("IT"))
                        .filter(found -> SUITES.stream().noneMatch(suite -> tagged(found, suite)))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    private static boolean tagged(JavaClass test, String tag) {
        boolean here = test.getAnnotations().stream()
                .filter(found -> TAGS.contains(found.getRawType().getName()))
                .anyMatch(found -> found.get("value").filter(tag::equals).isPresent());
        return here
                || test.getRawSuperclass().filter(above -> tagged(above, tag)).isPresent();
    }

    /** The class, and those of the tests that it uses, which use others. */
    private static Stream<JavaClass> used(JavaClass test) {
        Set<JavaClass> all = new LinkedHashSet<>(Set.of(test));
        Deque<JavaClass> left = new ArrayDeque<>(all);
        while (!left.isEmpty()) {
            left.pop().getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .filter(TESTS::contains)
                    .filter(all::add)
                    .forEach(left::push);
        }
        return all.stream();
    }

    private static boolean starts(JavaClass found) {
        return found.getAccessesFromSelf().stream()
                .map(JavaAccess::getTarget)
                .anyMatch(target -> STARTS.contains(target.getOwner().getName() + "." + target.getName()));
    }
}
