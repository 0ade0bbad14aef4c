package routes.channel.mapped;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.alarm.BoundedJson;
import routes.channel.mapped.ChannelFile.Address;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.common.outgoing.HttpCall;
import routes.event.EventState;
import routes.notice.Notice;
import routes.notice.render.Medium;

/** The HTTP request of one message, as the channel's file describes it. */
final class MappedCall {
    private final ChannelFile file;
    private final Notice notice;
    private final CallValues values;
    private final Instant at;
    private final List<String> called;

    /** @param called ids of the people that the message calls */
    MappedCall(ChannelFile file, Notice notice, CallValues values, Instant at, List<String> called) {
        this.file = file;
        this.notice = notice;
        this.values = values;
        this.at = at;
        this.called = List.copyOf(called);
    }

    /** Writes the message. */
    @FunctionalInterface
    interface Writing {
        String write(Medium medium);
    }

    /**
     * @throws Unset when the address needs a credential that the bot does not have
     */
    HttpCall of(Writing writing) {
        Address address = address();
        Optional<Signing.Hmac> hmac =
                file.signing().map(signing -> signing instanceof Signing.Hmac keyed ? keyed : null);
        values.put(
                Signing.TIMESTAMP,
                hmac.map(keyed -> keyed.timestamp(at)).orElseGet(() -> Long.toString(at.getEpochSecond())));
        hmac.filter(keyed -> !keyed.coversBody()).ifPresent(this::sign);
        byte[] message = message(writing);
        boolean inQuery = address.method().equals("GET");
        byte[] body = inQuery ? new byte[0] : message;
        values.put(Signing.BODY, new String(body, StandardCharsets.UTF_8));
        hmac.filter(Signing.Hmac::coversBody).ifPresent(this::sign);
        String url = address.url().address(values).orElseThrow(() -> new Unset(address.url()));
        String whole = withQuery(url, inQuery ? new String(message, StandardCharsets.UTF_8) : "");
        return new HttpCall(address.method(), whole, null, headers(hmac, body), body);
    }

    private Address address() {
        boolean over = notice.subscribed()
                && notice.bundle().isEmpty()
                && notice.event().state() != EventState.FIRING;
        return file.request()
                .ended()
                .filter(ended -> over)
                .orElse(file.request().usual());
    }

    private void sign(Signing.Hmac keyed) {
        keyed.signature(values).ifPresent(signature -> values.put(Signing.SIGNATURE, signature));
    }

    private byte[] message(Writing writing) {
        Medium medium = file.medium();
        if (!medium.json()) {
            return writing.write(medium).getBytes(StandardCharsets.UTF_8);
        }
        ObjectNode fields = Json.mapper().createObjectNode();
        new TreeMap<>(file.request().fields())
                .forEach((name, text) -> text.line(values).ifPresent(line -> fields.put(name, line)));
        Medium room = medium.within(medium.maxBytes() - Json.bytes(fields).length - MappedMentions.room(called));
        ObjectNode message = BoundedJson.object(writing.write(room).getBytes(StandardCharsets.UTF_8))
                .setAll(fields);
        file.mentions().list(called, message);
        return medium.form() == Medium.Form.JSON
                ? Json.bytes(message)
                : form(message).getBytes(StandardCharsets.UTF_8);
    }

    /** What is no single value goes as JSON. */
    private static String form(ObjectNode message) {
        return message.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .map(field -> encoded(field.getKey()) + "="
                        + encoded(
                                field.getValue().isContainerNode()
                                        ? field.getValue().toString()
                                        : field.getValue().asText()))
                .collect(Collectors.joining("&"));
    }

    private String withQuery(String url, String message) {
        Stream<String> named = new TreeMap<>(file.request().query())
                .entrySet().stream()
                        .flatMap(one -> one
                                .getValue()
                                .raw(values)
                                .filter(value -> !value.isEmpty())
                                .map(value -> encoded(one.getKey()) + "=" + encoded(value))
                                .stream());
        String query = Stream.concat(named, Stream.of(message))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + query;
    }

    private Map<String, String> headers(Optional<Signing.Hmac> hmac, byte[] body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (body.length > 0) {
            headers.put("Content-Type", contentType());
        }
        basic().ifPresent(basic -> headers.put("Authorization", basic));
        file.request().headers().forEach((name, text) -> text.header(values)
                .ifPresent(line -> headers.put(name, line)));
        hmac.flatMap(Signing.Hmac::header).ifPresent(name -> values.apply(Signing.SIGNATURE)
                .ifPresent(signature -> headers.put(name, signature)));
        if (file.signing().orElse(null) instanceof Signing.Standard standard) {
            values.apply(standard.credential())
                    .ifPresent(secret -> headers.putAll(standard.headers(secret, notice.id(), at, body)));
        }
        return headers;
    }

    /** The value of the header, where the file wants one and the bot has what it needs. */
    Optional<String> basic() {
        return file.request()
                .basic()
                .flatMap(pair -> pair.raw(values))
                .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private String contentType() {
        return switch (file.medium().form()) {
            case JSON -> "application/json; charset=utf-8";
            case FORM -> "application/x-www-form-urlencoded";
            case TEXT -> "text/plain; charset=utf-8";
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A credential that the message needs is not set. */
    static final class Unset extends VeaiopsException {
        private static final long serialVersionUID = 1L;

        Unset(Blanks text) {
            super("the bot lacks one of the credentials " + text.names());
        }
    }
}
