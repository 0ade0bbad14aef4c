package routes.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.extension.lint.RouteFile;
import routes.http.RouteReloadPause;
import routes.http.RunningApi;

/** What callers see of routes that are exchanged under their feet. */
@Tag("slow")
class PathExchangeTest {
    private static final String NAME = "greet-callers.camel.yaml";
    private static final String FILE =
            """
            - route:
                id: greet-callers-%1$s
                description: Greets
                routeConfigurationId: base,http-api
                from:
                  uri: platform-http
                  parameters:
                    path: %2$s
                    httpMethodRestrict: POST
                  steps:
                    - setBody:
                        id: greet-%1$s
                        expression:
                          constant:
                            expression: %1$s, version %3$d
                    - convertBodyTo:
                        id: bytes-%1$s
                        type: byte[]
            """;
    private static final int EXCHANGES = 25;
    private static final int CALLERS = 4;

    private static RunningApi api;
    private static RouteSwap swap;

    @BeforeAll
    static void start() throws Exception {
        api = RunningApi.start(List.of("routes/api-operations.camel.yaml"), List.of(), Map.of(), Map.of());
        CamelContext context = api.main().getCamelContext();
        swap = new RouteSwap(context, context.getRegistry().findSingleByType(RouteReloadPause.class));
        swap.swap(NAME, List.of(), fixed(0));
        swap.swap(NAME, List.of(), entries("anyone", "/greeting/{name}", 0));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/greeting/me, me", "/greeting/somebody, anyone"})
    void a_caller_of_a_path_and_of_a_wider_one_is_always_served_while_the_path_is_exchanged(String path, String by)
            throws Exception {
        Set<String> answers = ConcurrentHashMap.newKeySet();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> calls = Stream.generate(() -> callers.submit(() -> call(path, done, answers)))
                    .limit(CALLERS)
                    .<Future<?>>map(call -> call)
                    .toList();
            for (int version = 1; version <= EXCHANGES; version++) {
                swap.swap(NAME, fixed(version - 1), fixed(version));
            }
            done.set(true);
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            callers.shutdownNow();
            swap.swap(NAME, fixed(EXCHANGES), fixed(0));
        }

        assertThat(answers).isNotEmpty().allMatch(answer -> answer.startsWith("200 " + by));
    }

    private static Void call(String path, AtomicBoolean done, Set<String> answers) throws Exception {
        while (!done.get()) {
            HttpResponse<String> answer = api.json("POST", path, "{}");
            answers.add(answer.statusCode() + " " + answer.body());
        }
        return null;
    }

    private static List<RouteEntry> fixed(int version) throws Exception {
        return entries("me", "/greeting/me", version);
    }

    private static List<RouteEntry> entries(String name, String path, int version) throws Exception {
        return RouteEntry.of(RouteFile.parse(NAME, FILE.formatted(name, path, version)));
    }
}
