package routes.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.InvocationTargetException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import routes.channel.bot.Bot;
import routes.channel.bot.Credential;
import routes.common.json.Json;
import routes.common.security.Secret;
import routes.notice.Notice;
import routes.notice.SendResult;
import routes.notice.ShownTarget;
import routes.notice.VendorReply;
import routes.notice.receipt.SentMessage;

/**
 * What a sending route would post for a notice: the steps {@code begin} and {@code judge} of its sender run as in the route
 * {@code channel-send}, and in the place of each call stands an answer of success. The call itself is never made. A mail is
 * shown by the step {@code shown} of its sender.
 *
 * @param calls in order; several where a message goes to each person
 * @param problem why there is none, or not the next one; null when all is well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessagePreview(List<PreparedCall> calls, @Nullable String problem) {
    private static final int MOST_CALLS = 50;
    private static final String SHOWN = "shown";
    private static final int SUCCESS = 200;
    private static final String HIDDEN = "***";
    /** What the platforms answer to a message that they take, in one body. */
    private static final byte[] TAKEN = Json.bytes(
            Map.of("code", 0, "errcode", 0, "ok", true, "data", Map.of("message_id", "om_preview"), "ts", "1.1"));

    public MessagePreview {
        calls = List.copyOf(calls);
    }

    /** Nothing can be shown. */
    public static MessagePreview none(String problem) {
        return new MessagePreview(List.of(), problem);
    }

    /**
     * How a message is sent.
     *
     * @param sender bean with the steps {@code begin} and {@code judge}
     * @param baseUrl of the endpoint that its calls go to; empty when each brings a whole URL
     * @param open values of the bot that are no secrets, such as the number of an application
     */
    public record Way(Object sender, String baseUrl, Set<String> open) {
        /** @param bot the one that sends */
        public static Way of(Object sender, String baseUrl, Optional<Bot> bot, List<Credential> declared) {
            return new Way(
                    sender,
                    baseUrl,
                    declared.stream()
                            .filter(credential -> !credential.secret())
                            .flatMap(credential -> bot.flatMap(one -> one.credential(credential.name())).stream())
                            .map(Secret::reveal)
                            .collect(Collectors.toSet()));
        }
    }

    public static MessagePreview of(CamelContext context, Notice notice, Way way) {
        Exchange exchange = new DefaultExchange(context);
        Outbound.begin(exchange, notice);
        List<PreparedCall> calls = new ArrayList<>();
        Optional<String> failed = step(way.sender(), "begin", exchange);
        if (isMail(way.sender())
                && failed.isEmpty()
                && Outbound.result(exchange).isEmpty()) {
            failed = step(way.sender(), SHOWN, exchange);
            if (failed.isEmpty()) {
                calls.add(PreparedCall.of(exchange.getMessage(), "", UnaryOperator.identity()));
            }
            return new MessagePreview(calls, failed.orElse(null));
        }
        while (failed.isEmpty() && Outbound.result(exchange).isEmpty() && calls.size() < MOST_CALLS) {
            calls.add(PreparedCall.of(exchange.getMessage(), way.baseUrl(), mask(exchange, way.open())));
            answer(exchange);
            failed = step(way.sender(), "judge", exchange);
        }
        return new MessagePreview(
                calls,
                failed.or(() -> calls.isEmpty() ? refusal(exchange) : Optional.empty())
                        .orElse(null));
    }

    /** Whether the sender shows its message by a step of its own, because what it makes is no HTTP call. */
    static boolean isMail(Object sender) {
        return Stream.of(sender.getClass().getMethods())
                .anyMatch(method -> method.getName().equals(SHOWN));
    }

    private static Optional<String> refusal(Exchange exchange) {
        return Outbound.result(exchange).map(SendResult::said).map(VendorReply::text);
    }

    private static void answer(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, SUCCESS);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setBody(TAKEN);
    }

    /** A secret that is a whole value, such as that of a header, is masked however short it is. */
    private static UnaryOperator<String> mask(Exchange exchange, Set<String> open) {
        List<?> secrets = Optional.ofNullable(exchange.getProperty(HttpSend.SECRETS, List.class))
                .orElse(List.of());
        Set<String> plain = plain(secrets, open);
        List<String> hidden = Optional.ofNullable(exchange.getProperty(HttpSend.SENT, SentMessage.class))
                .map(SentMessage::hidden)
                .orElse(List.of())
                .stream()
                .filter(text -> !plain.contains(text))
                .toList();
        return text -> {
            String shown = secrets.contains(text) && !plain.contains(text) ? HIDDEN : text;
            for (String secret : hidden) {
                shown = shown.replace(secret, HIDDEN);
            }
            return shown;
        };
    }

    /** What is hidden only because it is a part of an address, and is a plain word there: a body may say it too. */
    private static Set<String> plain(List<?> secrets, Set<String> open) {
        return Stream.concat(
                        open.stream().flatMap(text -> Stream.of(text, URLEncoder.encode(text, StandardCharsets.UTF_8))),
                        secrets.stream()
                                .map(Object::toString)
                                .filter(secret -> secret.matches("https?://.*"))
                                .flatMap(url -> HiddenTexts.of(List.of(url)).stream())
                                .filter(MessagePreview::showable))
                .collect(Collectors.toSet());
    }

    private static boolean showable(String partOfAddress) {
        String address =
                partOfAddress.contains("://") ? partOfAddress : "https://host/" + partOfAddress.replaceFirst("^/", "");
        return ShownTarget.of(address).equals(address);
    }

    /** Why the step failed; empty when it did not. */
    private static Optional<String> step(Object sender, String name, Exchange exchange) {
        try {
            sender.getClass().getMethod(name, Exchange.class).invoke(sender, exchange);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            return Optional.of(Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
        } catch (ReflectiveOperationException e) {
            return Optional.of(sender.getClass().getSimpleName() + " has no step " + name + "(Exchange)");
        }
    }
}
