package routes.extension.source;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.alarm.Alarm;
import routes.alarm.AlarmIds;
import routes.alarm.Intake;
import routes.event.AlarmMerge;
import routes.event.Event;
import routes.event.LogPosition;
import routes.event.LoggedAlarm;
import routes.event.MemoryLedger;
import routes.event.MergePolicy;
import routes.event.Publication;
import routes.event.Transition;
import routes.fixtures.AlertSender;
import routes.http.ApiRequest;

/** Posts of shipped sources, one after the other, at times of our own; the default settings of the merge hold. */
final class AlertStory {
    static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");

    private static final Pattern CLOSE = Pattern.compile("/v2/alerts/([^/]+)/close");
    private static final Map<String, SourceFile> SHIPPED =
            Sources.shipped().stream().collect(Collectors.toMap(SourceFile::name, Function.identity()));

    private static final MergePolicy SHIPPED_POLICY = new MergePolicy(shippedWindow(), false);

    private final MemoryLedger ledger = new MemoryLedger();
    private final AlarmMerge merge = new AlarmMerge(ledger, source -> SHIPPED_POLICY);
    private final List<Transition> transitions = new ArrayList<>();
    private long offset;

    void at(int minute, AlertSender.Post post) {
        after(Duration.ofMinutes(minute), post);
    }

    void after(Duration sinceBegin, AlertSender.Post post) {
        List<LoggedAlarm> logged = alarms(post, BEGIN.plus(sinceBegin)).stream()
                .map(alarm -> new LoggedAlarm(alarm, new LogPosition(0, offset++)))
                .toList();
        merge.merge(logged).publications().stream().map(Publication::transition).forEach(transitions::add);
    }

    private static List<Alarm> alarms(AlertSender.Post post, Instant received) {
        SourceFile source = SHIPPED.get(post.source());
        byte[] body = source.view().of(request(post));
        return source.mapping()
                .convert(new Intake(
                        source.name(),
                        "application/json",
                        body,
                        Map.of(),
                        null,
                        received,
                        () -> AlarmIds.fresh(received)));
    }

    private static ApiRequest request(AlertSender.Post post) {
        Matcher close = CLOSE.matcher(post.path());
        Map<String, String> parameters = close.matches() ? Map.of("identifier", close.group(1)) : Map.of();
        Map<String, List<String>> query = post.query().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        return new ApiRequest("POST", post.path(), parameters, query, Map.of(), post.body(), "story");
    }

    /** The transitions that subscribers are notified of, in order. */
    List<String> notified() {
        return transitions.stream()
                .filter(Transition::notifies)
                .map(Transition::wireName)
                .toList();
    }

    /** The states of the events, oldest event first. */
    List<String> states() {
        return events().map(event -> event.state().name()).toList();
    }

    Event newest() {
        return events().reduce((earlier, later) -> later).orElseThrow();
    }

    private Stream<Event> events() {
        return ledger.events().stream().sorted(Comparator.comparing(Event::firstSeen));
    }

    private static Duration shippedWindow() {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading the shipped settings", e);
        }
        return Duration.ofSeconds(Long.parseLong(settings.getProperty("veaiops.merge.window-seconds")));
    }
}
