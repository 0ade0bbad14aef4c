package routes.steps.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.alarm.AlarmConverter;
import routes.alarm.AlarmIds;
import routes.alarm.Converted;
import routes.alarm.Converted.Item;
import routes.alarm.Converted.RefusedItem;
import routes.alarm.Intake;
import routes.alarm.LevelTable;
import routes.alarm.RawData;
import routes.alarm.SourceConverters;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.health.heartbeat.HeartbeatRegistry;
import routes.http.AlarmAccess;
import routes.http.ApiRequest;
import routes.http.EndpointGuard;
import routes.http.EndpointGuards;
import routes.http.EndpointPolicy;
import routes.http.FormBody;
import routes.http.HeadCheck;
import routes.http.PostedBody;
import routes.http.ProbeAnswer;
import routes.http.RejectedItem;
import routes.steps.kafka.LogRecord;
import routes.steps.watch.PipelineMetrics;

/**
 * Takes one POST of a monitoring system: lets the caller in, converts the body, and leaves the records for
 * {@code veaiops.alarms} in the body. One instance for each door; the route template {@code alarm-door} sets it up.
 *
 * <p>What cannot be used leaves a {@link RefusedBody} in the exchange property {@link #REFUSED} instead of throwing, so
 * that the route can keep it before it answers. A post is refused when none of its items can be used.
 */
public final class AlarmEndpoint implements Processor, HeadCheck {
    /** Exchange property: each {@link RefusedBody} of the post; absent when there is none. */
    public static final String REFUSED = "refused";

    /** Exchange property: the records of the alarms, in the order of the post. */
    static final String RECORDS = "alarmRecords";

    /** Exchange property: the {@link ApiAnswer} of success; absent when nothing of the post was usable. */
    static final String ANSWER = "alarmAnswer";

    private static final int LONGEST_RETRY_ID = 256;
    private static final int MOST_REFUSED_ITEMS = 500;
    private static final long MOST_REFUSED_BYTES = 16 << 20;

    private final Clock clock = Clock.systemUTC();
    private String source = "";
    private String retryIdHeader = "";
    private int status = 200;
    private int maxRecordBytes = Integer.MAX_VALUE;
    private Set<String> consumes = Set.of();
    private Set<String> probes = ProbeAnswer.METHODS;
    private @Nullable AlarmConverter converter;
    private @Nullable AlarmAccess access;
    private @Nullable EndpointPolicy policy;
    private @Nullable PipelineMetrics metrics;
    private @Nullable HeartbeatRegistry heartbeats;
    private @Nullable SourceConverters converters;
    private @Nullable EndpointGuards entrances;
    private @Nullable SourceRates rates;
    private @Nullable SourceRate rate;
    private String path = "";

    /** A probe is answered whoever sends it, and is known by nothing. */
    @Override
    public boolean knows(ApiRequest head) {
        return !probes.contains(head.method()) && rules().knows(head);
    }

    @Override
    public void process(Exchange exchange) {
        ApiRequest sent = exchange.getProperty(ApiRequest.PROPERTY, ApiRequest.class);
        if (probes.contains(sent.method())) {
            exchange.getMessage().setBody(List.of());
            exchange.setProperty(ANSWER, ProbeAnswer.of(sent));
            return;
        }
        if (!sent.known()) {
            rules().admit(sent);
        }
        if (rate != null) {
            rate.take(sent.body().length);
        }
        ApiRequest request = PostedBody.of(sent, consumes);
        Intake intake = intake(request);
        try {
            Intake read = FormBody.announcedBy(intake.contentType())
                    ? intake.withForm(request.form().fields())
                    : intake;
            take(exchange, request, intake, converter.items(read));
        } catch (RefusedRequest e) {
            exchange.setProperty(REFUSED, List.of(refused(intake, e)));
        }
    }

    /** The good items go to the log and the bad ones to the inbox; without a good one the post is refused. */
    private void take(Exchange exchange, ApiRequest request, Intake intake, Converted made) {
        List<Message> records = new ArrayList<>();
        Converted converted = made.checked(item -> record(exchange, item, records));
        List<RefusedItem> refused = converted.refused();
        if (!refused.isEmpty()) {
            exchange.setProperty(REFUSED, bodies(intake, made.items().size(), refused));
        }
        if (converted.usable()) {
            List<Alarm> alarms = converted.alarms();
            exchange.getMessage().setBody(records);
            exchange.setProperty(RECORDS, records);
            exchange.setProperty(ANSWER, rules().answer(request, ids(alarms), RejectedItem.of(refused)));
            metrics.received(source, alarms);
            if (heartbeats != null) {
                heartbeats.heard(source, alarms, intake.receivedAt());
            }
        }
    }

    /** Each item by itself; a post of one item as it came, and one whose items would take too much room as a whole. */
    private List<RefusedBody> bodies(Intake intake, int items, List<RefusedItem> refused) {
        List<RefusedBody> whole = List.of(refused(intake, refused.get(0).reason()));
        if (items == 1 || refused.size() > MOST_REFUSED_ITEMS) {
            return whole;
        }
        List<RefusedBody> single = refused.stream()
                .map(item -> refused(intake.item(item.index(), item.body().get()), item.reason()))
                .toList();
        long bytes =
                single.stream().mapToLong(body -> body.intake().body().length).sum();
        return bytes > MOST_REFUSED_BYTES ? whole : single;
    }

    /** As it is kept: every body that is refused goes through here. */
    private RefusedBody refused(Intake intake, RefusedRequest reason) {
        return new RefusedBody(intake.withBody(rules().withoutToken(intake.body())), reason);
    }

    private static List<String> ids(List<Alarm> alarms) {
        return alarms.stream().map(Alarm::id).toList();
    }

    private Intake intake(ApiRequest request) {
        Instant now = clock.instant();
        return new Intake(
                source,
                request.contentType(),
                rules().body(request),
                Map.of(),
                retryId(request),
                now,
                () -> AlarmIds.fresh(now),
                converters == null ? LevelTable.shipped() : converters.levels(),
                OptionalInt.empty());
    }

    private @Nullable String retryId(ApiRequest request) {
        return retryIdHeader.isEmpty()
                ? null
                : request.header(retryIdHeader)
                        .filter(id -> !id.isBlank() && id.length() <= LONGEST_RETRY_ID)
                        .orElse(null);
    }

    /** Adds the record of an alarm; raw data that does not fit the log loses the ends of its long texts. */
    private Item record(Exchange exchange, Item item, List<Message> records) {
        if (!(item instanceof Item.Taken taken)) {
            return item;
        }
        Alarm alarm = taken.alarm();
        byte[] whole = Json.bytes(alarm);
        byte[] value = whole.length <= maxRecordBytes
                ? whole
                : RawData.shorter(alarm.raw())
                        .map(raw -> Json.bytes(alarm.withRaw(raw)))
                        .filter(bytes -> bytes.length <= maxRecordBytes)
                        .findFirst()
                        .orElse(null);
        if (value == null) {
            return new Item.Refused(RefusedRequest.of(
                    ErrorCode.BODY_TOO_LARGE,
                    "an alarm of " + whole.length + " bytes does not fit the log, which takes " + maxRecordBytes));
        }
        records.add(LogRecord.of(exchange.getContext(), alarm.fingerprint(), value));
        return item;
    }

    private EndpointPolicy rules() {
        return policy == null ? new EndpointPolicy.Usual(access, source, status) : policy;
    }

    public void setSource(String source) {
        this.source = source;
        announce();
    }

    /** @param header name of the header that holds the source's id of the delivery; blank when it has none */
    public void setRetryIdHeader(String header) {
        this.retryIdHeader = header.strip();
    }

    /** @param status the HTTP status of success */
    public void setStatus(int status) {
        this.status = status;
    }

    /** @param bytes what the log takes in one record; a larger alarm is refused before any of its post is logged */
    public void setMaxRecordBytes(int bytes) {
        this.maxRecordBytes = bytes;
    }

    /** @param types media types that are taken, separated by commas; a request without a type is taken too */
    public void setConsumes(String types) {
        this.consumes =
                new TreeSet<>(Arrays.stream(types.split(",")).map(String::strip).toList());
    }

    /** @param methods by which nothing is sent: they ask whether there is an endpoint */
    public void setProbes(Set<String> methods) {
        this.probes = methods;
    }

    public void setConverter(AlarmConverter converter) {
        this.converter = converter;
        announce();
    }

    /** @param converters learn what this door converts with, for bodies that are tried again */
    public void setConverters(SourceConverters converters) {
        this.converters = converters;
        announce();
    }

    /** The template sets properties in any order. */
    private void announce() {
        if (converters != null && converter != null && !source.isEmpty()) {
            converters.add(source, converter);
        }
        if (entrances != null && !path.isEmpty() && !source.isEmpty()) {
            entrances.put(path, new EndpointGuard(source, this));
        }
        if (rates != null && !source.isEmpty()) {
            rate = rates.of(source);
        }
    }

    /** @param path at which the source posts */
    public void setPath(String path) {
        this.path = path;
        announce();
    }

    /** @param entrances learn how callers of this door are known by the head of their posts */
    public void setEntrances(EndpointGuards entrances) {
        this.entrances = entrances;
        announce();
    }

    /** @param rates how much each source may post */
    public void setRates(SourceRates rates) {
        this.rates = rates;
        announce();
    }

    public void setAccess(AlarmAccess access) {
        this.access = access;
    }

    /** @param policy who may come in and what is answered, where it is not the usual way */
    public void setPolicy(EndpointPolicy policy) {
        this.policy = policy;
    }

    public void setMetrics(PipelineMetrics metrics) {
        this.metrics = metrics;
    }

    /** @param heartbeats notes when alarms come that are watched */
    public void setHeartbeats(HeartbeatRegistry heartbeats) {
        this.heartbeats = heartbeats;
    }
}
