package routes.steps.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.jspecify.annotations.Nullable;
import routes.account.Caller;
import routes.alarm.Alarm;
import routes.alarm.AlarmConverter;
import routes.alarm.AlarmIds;
import routes.alarm.Converted;
import routes.alarm.Converted.Item;
import routes.alarm.Converted.RefusedItem;
import routes.alarm.Intake;
import routes.alarm.SourceConverters;
import routes.common.error.RefusedRequest;
import routes.common.tracing.LogId;
import routes.common.tracing.Tracing;
import routes.health.heartbeat.HeartbeatRegistry;
import routes.http.AlarmAccess;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.EndpointGuard;
import routes.http.EndpointPolicy;
import routes.http.FormBody;
import routes.http.HeadCheck;
import routes.http.PostedBody;
import routes.http.ProbeAnswer;
import routes.http.RejectedItem;
import routes.steps.kafka.LogRecord;
import routes.steps.watch.PipelineMetrics;

/**
 * The first step of an alarm endpoint: checks the caller, converts the body of the post by the converter of the source, and
 * leaves the records for {@code veaiops.alarms} in the body. {@code alarms-<source>.camel.yaml} declares one for each source.
 *
 * <p>What cannot be used leaves a {@link RefusedBody} in the exchange property {@link #REFUSED} instead of throwing, so
 * that the route can keep it before it answers. A post is refused when none of its items can be used.
 */
public final class AlarmEndpoint implements Processor, HeadCheck, EndpointGuard.Step {
    /** Exchange property: each {@link RefusedBody} of the post; absent when there is none. */
    public static final String REFUSED = "refused";

    /** Exchange property: the records of the alarms, in the order of the post. */
    static final String RECORDS = "alarmRecords";

    /** Exchange property: the {@link ApiAnswer} of success; absent when nothing of the post was usable. */
    static final String ANSWER = "alarmAnswer";

    /** Exchange property: the source whose alarms were taken; absent when nothing of the post was usable. */
    static final String SOURCE = "alarmSource";

    /** The bean that all alarm endpoints share. */
    private static final String SHARED = "alarmIntake";

    private static final int LONGEST_RETRY_ID = 256;
    private static final int MOST_REFUSED_ITEMS = 500;
    private static final long MOST_REFUSED_BYTES = 16 << 20;

    private String source = "";
    private Caller sender = Caller.source("");
    private String retryIdHeader = "";
    private int status = 200;
    private Set<String> consumes = Set.of("application/json");
    private Set<String> probes = ProbeAnswer.METHODS;
    private String converterBean = "";
    private @Nullable AlarmConverter converter;
    private @Nullable EndpointPolicy policy;
    private @Nullable SourceRate rate;
    private @Nullable Shared shared;

    /**
     * What all alarm endpoints share.
     *
     * @param converters learn what an endpoint converts with, for bodies that are tried again
     * @param heartbeats notes when alarms come that are watched
     * @param rates how much each source may post
     * @param maxRecordBytes what the log takes in one record; a larger alarm is refused before any of its post is logged
     * @param copies puts posts of mapped sources beside their alarms
     */
    public record Shared(
            AlarmAccess access,
            SourceConverters converters,
            PipelineMetrics metrics,
            @Nullable HeartbeatRegistry heartbeats,
            SourceRates rates,
            int maxRecordBytes,
            PostCopy copies,
            Tracing tracing,
            Clock clock) {}

    /** Of a source whose converter is a bean: the properties say which. */
    public AlarmEndpoint() {}

    public AlarmEndpoint(AlarmConverter converter) {
        this.converter = converter;
    }

    /** Looks up what the properties name: a route file makes its beans before the application has made any. */
    @Override
    public EndpointGuard guard(CamelContext context) {
        AlarmConverter used = converter == null
                ? CamelContextHelper.mandatoryLookup(context, converterBean, AlarmConverter.class)
                : converter;
        Shared found = CamelContextHelper.mandatoryLookup(context, SHARED, Shared.class);
        found.converters().add(source, used);
        converter = used;
        shared = found;
        rate = found.rates().of(source);
        return new EndpointGuard(source, this);
    }

    /** A probe needs no token. */
    @Override
    public @Nullable Caller caller(ApiRequest head) {
        return !probes.contains(head.method()) && rules().knows(head) ? sender : null;
    }

    @Override
    public void process(Exchange exchange) {
        ApiRequest sent = exchange.getProperty(ApiRequest.PROPERTY, ApiRequest.class);
        Optional<ApiAnswer> answer = rules().challenge(sent)
                .or(() -> probes.contains(sent.method()) ? Optional.of(ProbeAnswer.of(sent)) : Optional.empty());
        if (answer.isPresent()) {
            exchange.getMessage().setBody(List.of());
            exchange.setProperty(ANSWER, answer.get());
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
            intake = intake.withBody(rules().body(request));
            Intake read = FormBody.announcedBy(intake.contentType())
                    ? intake.withForm(request.form().fields())
                    : intake;
            take(exchange, request, intake, Objects.requireNonNull(converter).items(read));
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
            shared().copies().add(records, converted, () -> rules().withoutToken(intake.body()));
            exchange.getMessage().setBody(records);
            exchange.setProperty(RECORDS, records);
            exchange.setProperty(SOURCE, source);
            List<String> ids = alarms.stream().map(Alarm::id).toList();
            exchange.setProperty(LogId.POSTED, ids);
            exchange.setProperty(ANSWER, rules().answer(request, ids, RejectedItem.of(refused)));
            shared().metrics().received(source, alarms);
            PostTrace.begin(shared().tracing(), exchange, request, alarms);
            HeartbeatRegistry heartbeats = shared().heartbeats();
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

    private Intake intake(ApiRequest request) {
        Instant now = shared().clock().instant();
        return new Intake(
                source,
                request.contentType(),
                request.body(),
                Map.of(),
                retryId(request),
                now,
                () -> AlarmIds.fresh(now),
                shared().converters().levels(),
                OptionalInt.empty());
    }

    private @Nullable String retryId(ApiRequest request) {
        return retryIdHeader.isEmpty()
                ? null
                : request.header(retryIdHeader)
                        .filter(id -> !id.isBlank() && id.length() <= LONGEST_RETRY_ID)
                        .orElse(null);
    }

    /** Adds the record of an alarm, as it fits the log. */
    private Item record(Exchange exchange, Item item, List<Message> records) {
        if (!(item instanceof Item.Taken taken)) {
            return item;
        }
        try {
            FittedAlarm fitted = FittedAlarm.of(taken.alarm(), shared().maxRecordBytes());
            records.add(LogRecord.of(exchange.getContext(), fitted.alarm().fingerprint(), fitted.value()));
            return new Item.Taken(fitted.alarm());
        } catch (RefusedRequest e) {
            return new Item.Refused(e);
        }
    }

    private EndpointPolicy rules() {
        return policy == null ? new EndpointPolicy.Usual(shared().access(), source, status) : policy;
    }

    private Shared shared() {
        return Objects.requireNonNull(shared, "the alarm endpoint is in no route");
    }

    /** @param source its name in tokens, metrics and merge policies */
    public void setSource(String source) {
        this.source = source;
        this.sender = Caller.source(source);
    }

    /** @param bean name of the {@link AlarmConverter} in the registry */
    public void setConverter(String bean) {
        this.converterBean = bean;
    }

    /** @param header name of the header that holds the source's id of the delivery; blank when it has none */
    public void setRetryIdHeader(String header) {
        this.retryIdHeader = header.strip();
    }

    /** @param status the HTTP status of success */
    public void setStatus(int status) {
        this.status = status;
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

    /** @param policy who may post and what is answered, where it is not the usual way */
    public void setPolicy(EndpointPolicy policy) {
        this.policy = policy;
    }
}
