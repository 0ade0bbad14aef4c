package routes.pipeline;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.alarm.AlarmConverter;
import routes.alarm.AlarmIds;
import routes.alarm.Intake;
import routes.alarm.SourceConverters;
import routes.api.AlarmAccess;
import routes.api.ApiRequest;
import routes.api.DoorPolicy;
import routes.api.FormBody;
import routes.error.ErrorCode;
import routes.error.RefusedRequest;
import routes.json.Json;

/**
 * Takes one POST of a monitoring system: lets the caller in, converts the body, and leaves the records for
 * {@code veaiops.alarms} in the body. One instance for each door; the route template {@code alarm-door} sets it up.
 *
 * <p>A body that cannot be used leaves a {@link RefusedBody} in the exchange property {@link #REFUSED} instead of
 * throwing, so that the route can keep it before it answers.
 */
public final class AlarmDoor implements Processor {
    /** Exchange property: the {@link RefusedBody}. */
    public static final String REFUSED = "refused";

    /** Exchange property: the {@link ApiAnswer} of success. */
    static final String ANSWER = "alarmAnswer";

    private static final int LONGEST_RETRY_ID = 256;

    private final Clock clock = Clock.systemUTC();
    private String source = "";
    private String retryIdHeader = "";
    private int status = 200;
    private int maxRecordBytes = Integer.MAX_VALUE;
    private Set<String> consumes = Set.of();
    private @Nullable AlarmConverter converter;
    private @Nullable AlarmAccess access;
    private @Nullable DoorPolicy policy;
    private @Nullable PipelineMetrics metrics;
    private @Nullable SourceConverters converters;

    @Override
    public void process(Exchange exchange) {
        ApiRequest request = exchange.getProperty(ApiRequest.PROPERTY, ApiRequest.class);
        rules().admit(request);
        requireKnownType(request);
        Intake intake = intake(request);
        try {
            List<Alarm> alarms =
                    converter.convert(FormBody.announcedBy(intake.contentType()) ? withForm(intake, request) : intake);
            exchange.getMessage().setBody(records(exchange, alarms));
            exchange.setProperty(
                    ANSWER,
                    rules().answer(request, alarms.stream().map(Alarm::id).toList()));
            metrics.received(source, alarms.size());
        } catch (RefusedRequest e) {
            exchange.setProperty(REFUSED, new RefusedBody(intake, e));
        }
    }

    private void requireKnownType(ApiRequest request) {
        String type = request.contentType();
        if (!type.isEmpty() && !consumes.contains(type)) {
            throw RefusedRequest.of(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "this door takes " + String.join(" or ", consumes));
        }
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
                () -> AlarmIds.fresh(now));
    }

    private static Intake withForm(Intake intake, ApiRequest request) {
        return new Intake(
                intake.source(),
                intake.contentType(),
                intake.body(),
                request.form().fields(),
                intake.retryId(),
                intake.receivedAt(),
                intake.newId());
    }

    private @Nullable String retryId(ApiRequest request) {
        return retryIdHeader.isEmpty()
                ? null
                : request.header(retryIdHeader)
                        .filter(id -> !id.isBlank() && id.length() <= LONGEST_RETRY_ID)
                        .orElse(null);
    }

    private List<Message> records(Exchange exchange, List<Alarm> alarms) {
        List<Message> records = new ArrayList<>(alarms.size());
        for (Alarm alarm : alarms) {
            byte[] value = Json.bytes(alarm);
            if (value.length > maxRecordBytes) {
                throw RefusedRequest.of(
                        ErrorCode.BODY_TOO_LARGE,
                        "an alarm of " + value.length + " bytes does not fit the log, which takes " + maxRecordBytes);
            }
            records.add(LogRecord.of(exchange.getContext(), alarm.fingerprint(), value));
        }
        return records;
    }

    private DoorPolicy rules() {
        return policy == null ? new DoorPolicy.Usual(access, source, status) : policy;
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
    }

    public void setAccess(AlarmAccess access) {
        this.access = access;
    }

    /** @param policy who may come in and what is answered, where it is not the usual way */
    public void setPolicy(DoorPolicy policy) {
        this.policy = policy;
    }

    public void setMetrics(PipelineMetrics metrics) {
        this.metrics = metrics;
    }
}
