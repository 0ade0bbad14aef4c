package routes.api.datasource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.common.error.RefusedRequest;
import routes.datasource.SeriesJoin;
import routes.datasource.SeriesRange;
import routes.datasource.Source;
import routes.datasource.TimeSeries;
import routes.datasource.connect.DataSourceResolver;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Fields;
import routes.http.QueryValues;

/** Reads points live: {@code /fetch} and {@code /<type>/metrics/timeseries}. */
public final class SeriesApi {
    private static final Pattern PERIOD = Pattern.compile("([1-9]\\d{0,5})([smhdw])");
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3600L, "d", 86_400L, "w", 604_800L);
    private static final Duration LOOK_BACK = Duration.ofMinutes(10);

    private final DataSourceResolver resolver;
    private final Limits limits;
    private final Clock clock;

    public SeriesApi(DataSourceResolver resolver, Limits limits, Clock clock) {
        this.resolver = resolver;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * How much one request may bring.
     *
     * @param range the longest range
     * @param slots the most parts of it
     */
    public record Limits(Duration range, int slots) {}

    public ApiAnswer fetch(ApiRequest request) {
        String id =
                QueryValues.id("datasource_id", request.query("datasource_id").orElseThrow());
        SeriesRange range = range(seconds(request, "start_time"), seconds(request, "end_time"));
        int interval = request.query("interval_seconds")
                .map(text -> QueryValues.integer("interval_seconds", text))
                .orElse(60);
        return read(resolver.open("datasource_id", id), Duration.ofSeconds(interval), range);
    }

    public ApiAnswer timeseries(ApiRequest request) {
        Fields fields = Fields.of(request);
        Duration period = period(fields.optionalText("period").orElse("60s"));
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Instant end = time(fields, "end_time", minute);
        Instant start = time(fields, "start_time", minute.minus(LOOK_BACK));
        SeriesRange range = range(start.getEpochSecond(), end.getEpochSecond());
        DataSourceResolver.Open open = resolver.open("datasource_id", fields.id("datasource_id"));
        if (fields.has("instances")) {
            ObjectNode asked = fields.body().deepCopy();
            JsonNode config = open.type().narrowed(open.source().config(), asked.get("instances"));
            open = new DataSourceResolver.Open(open.type(), with(open.source(), config, period));
        }
        return read(open, period, range);
    }

    private ApiAnswer read(DataSourceResolver.Open open, Duration period, SeriesRange range) {
        Source source = with(open.source(), open.source().config(), period);
        List<SeriesRange> slots = open.type().slots(source, range);
        if (slots.size() > limits.slots()) {
            throw RefusedRequest.invalid(
                    "start_time",
                    "the range takes " + slots.size() + " calls series, at most " + limits.slots()
                            + " are made: ask for less or for a longer interval");
        }
        List<TimeSeries> parts = new ArrayList<>();
        slots.forEach(slot -> parts.addAll(open.type().fetchSlot(source, slot)));
        return ApiAnswer.ok(SeriesJoin.join(parts));
    }

    private static Source with(Source source, JsonNode config, Duration interval) {
        return new Source(source.id(), source.name(), source.account(), config, interval, source.zone());
    }

    private SeriesRange range(long start, long end) {
        if (start >= end) {
            throw RefusedRequest.invalid("start_time", "start_time must be before end_time");
        }
        if (end - start > limits.range().toSeconds()) {
            throw RefusedRequest.invalid(
                    "start_time", "the range must be at most " + limits.range().toDays() + " days");
        }
        return new SeriesRange(Instant.ofEpochSecond(start), Instant.ofEpochSecond(end));
    }

    private static Duration period(String text) {
        Matcher parts = PERIOD.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException("the contract lets no other period in: " + text);
        }
        return Duration.ofSeconds(Long.parseLong(parts.group(1)) * Objects.requireNonNull(SECONDS.get(parts.group(2))));
    }

    private static Instant time(Fields fields, String name, Instant otherwise) {
        return fields.has(name) ? Instant.ofEpochSecond(fields.integer(name)) : otherwise;
    }

    private static long seconds(ApiRequest request, String name) {
        return QueryValues.integer(name, request.query(name).orElseThrow());
    }
}
