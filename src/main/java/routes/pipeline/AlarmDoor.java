package routes.pipeline;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.alarm.Alarm;
import routes.alarm.AlarmConverter;
import routes.alarm.Intake;
import routes.error.RefusedRequest;
import routes.json.Json;
import routes.security.TokenCheck;

/**
 * Takes one POST of a monitoring system: lets the caller in, converts the body, and leaves the records for
 * {@code veaiops.alarms} in the body. One instance for each door; the route template {@code alarm-door} sets it up.
 *
 * <p>A body that cannot be used leaves a {@link RefusedBody} in the exchange property {@link #REFUSED} instead of
 * throwing, so that the route can keep it before it answers.
 */
public final class AlarmDoor implements Processor {
    /** Exchange property: the ids that the caller is answered, joined by commas. */
    public static final String IDS = "alarmIds";
    /** Exchange property: the {@link RefusedBody}. */
    public static final String REFUSED = "refused";
    /** Exchange property: when the door took the request. */
    static final String RECEIVED = "receivedAt";

    private static final int MAX_RETRY_ID = 256;

    private @Nullable CamelContext context;
    private String source = "";
    private String retryIdHeader = "";
    private @Nullable AlarmConverter converter;
    private TokenCheck tokens = TokenCheck.of("");
    private final Clock clock = Clock.systemUTC();
    private @Nullable PipelineMetrics metrics;

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<String, Object> headers = message.getHeaders();
        tokens.require(List.of(
                TokenCheck.bearer(text(headers.get("Authorization"))),
                Optional.ofNullable(text(headers.get("X-Veaiops-Token"))),
                Optional.ofNullable(text(headers.get("token")))));
        Intake intake = intake(message);
        message.setHeaders(new LinkedHashMap<>());
        List<Alarm> alarms;
        try {
            alarms = converter.convert(intake);
        } catch (RefusedRequest e) {
            exchange.setProperty(REFUSED, new RefusedBody(intake, e));
            return;
        }
        exchange.setProperty(IDS, ids(alarms));
        metrics.received(source, alarms.size());
        message.setBody(records(alarms));
    }

    private Intake intake(Message message) {
        Object body = message.getBody();
        boolean form = body instanceof Map;
        return new Intake(
                source,
                mediaType(message),
                form || body == null ? new byte[0] : message.getBody(byte[].class),
                form ? fields((Map<?, ?>) body) : Map.of(),
                retryId(message),
                clock.instant(),
                () -> new ObjectId().toHexString());
    }

    private List<Message> records(List<Alarm> alarms) {
        List<Message> records = new ArrayList<>(alarms.size());
        for (Alarm alarm : alarms) {
            records.add(LogRecord.of(context, alarm.fingerprint(), Json.bytes(alarm)));
        }
        return records;
    }

    private static String ids(List<Alarm> alarms) {
        return alarms.size() == 1
                ? alarms.get(0).id()
                : String.join(",", alarms.stream().map(Alarm::id).toList());
    }

    private static String mediaType(Message message) {
        String type = text(message.getHeader(Exchange.CONTENT_TYPE));
        if (type == null) {
            return "";
        }
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private @Nullable String retryId(Message message) {
        String id = retryIdHeader.isEmpty() ? null : text(message.getHeader(retryIdHeader));
        return id == null || id.isBlank() || id.length() > MAX_RETRY_ID ? null : id;
    }

    /** A field that is sent twice keeps its first value. */
    private static Map<String, String> fields(Map<?, ?> form) {
        Map<String, String> fields = new LinkedHashMap<>();
        form.forEach((name, value) -> fields.put(String.valueOf(name), Optional.ofNullable(text(value)).orElse("")));
        return fields;
    }

    private static @Nullable String text(@Nullable Object value) {
        Object first = value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value;
        return first == null ? null : first.toString();
    }

    public void setCamelContext(CamelContext camelContext) {
        this.context = camelContext;
    }

    public void setSource(String source) {
        this.source = source;
    }

    public void setConverter(AlarmConverter converter) {
        this.converter = converter;
    }

    /** @param header name of the header that holds the source's id of the delivery; empty when it has none */
    public void setRetryIdHeader(String header) {
        this.retryIdHeader = header;
    }

    /** @param tokens separated by commas */
    public void setTokens(String tokens) {
        this.tokens = TokenCheck.of(tokens);
    }

    public void setMetrics(PipelineMetrics metrics) {
        this.metrics = metrics;
    }
}
