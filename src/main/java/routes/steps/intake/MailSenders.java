package routes.steps.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.EndpointPolicy;
import routes.http.RejectedItem;

/** The policy of a source whose posts are mails: those of other senders are kept among the refused bodies. */
public final class MailSenders implements EndpointPolicy {
    private static final String ANY = "*";

    private final EndpointPolicy source;
    private final List<String> allowed;

    /**
     * @param allowed addresses, or domains after an @, separated by commas; {@code *} for any
     * @throws IllegalArgumentException when it names none
     */
    public MailSenders(EndpointPolicy source, String allowed) {
        this.source = source;
        this.allowed = Arrays.stream(allowed.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
        if (this.allowed.isEmpty()) {
            throw new IllegalArgumentException(
                    "veaiops.mailbox.senders is empty: name the addresses or domains (@example.org) whose mails are alarms, or * for any");
        }
    }

    @Override
    public boolean knows(ApiRequest head) {
        return source.knows(head);
    }

    @Override
    public Optional<ApiAnswer> challenge(ApiRequest request) {
        return Optional.empty();
    }

    @Override
    public void admit(ApiRequest request) {
        source.admit(request);
    }

    @Override
    public byte[] body(ApiRequest request) {
        byte[] seen = source.body(request);
        String from = request.header(MailPost.FROM).orElse("");
        if (allowed.stream().noneMatch(one -> matches(one, from))) {
            throw RefusedRequest.of(
                    ErrorCode.UNAUTHENTICATED, "the sender of the mail is not among veaiops.mailbox.senders");
        }
        return seen;
    }

    private static boolean matches(String one, String from) {
        return one.equals(ANY) || (one.startsWith("@") ? from.endsWith(one) : from.equals(one));
    }

    @Override
    public byte[] withoutToken(byte[] body) {
        return source.withoutToken(body);
    }

    @Override
    public ApiAnswer answer(ApiRequest request, List<String> ids, List<RejectedItem> rejected) {
        return source.answer(request, ids, rejected);
    }
}
