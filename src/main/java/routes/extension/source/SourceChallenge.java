package routes.extension.source;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;

/**
 * The answer to a sender that asks, by a text of its own, whether this address is meant: the text itself, or its signature. It
 * is given without authentication, since the sender asks before it signs anything; nothing is stored.
 *
 * <p>What is signed is a short word without marks: with any text of a caller's own a whole body could be signed.
 *
 * @param query parameter that holds the text; empty when the body does
 * @param body pointer to the text in the body; empty when the query has it
 * @param signature how the text is signed; empty when it is answered as it came
 * @param prefix before the signature
 * @param field of the JSON that is answered; empty for plain text
 */
record SourceChallenge(
        Optional<String> query,
        Optional<JsonPointer> body,
        Optional<HmacAuth.Form> signature,
        String prefix,
        Optional<String> field) {
    private static final int LONGEST = 1_024;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._~+/=-]{1,256}");
    private static final Set<String> WITHOUT_BODY = Set.of("HEAD", "OPTIONS");

    /** Whether the head tells that it is a challenge, or leaves it to the body. */
    boolean mayBe(ApiRequest head) {
        return query.map(name -> head.query(name).isPresent()).orElse(true);
    }

    /** The answer; empty for a request that is no challenge. */
    Optional<ApiAnswer> answer(ApiRequest request, BodyKind kind, SourceSecrets secrets) {
        if (WITHOUT_BODY.contains(request.method())) {
            return Optional.empty();
        }
        return text(request, kind).map(text -> answer(text, secrets));
    }

    private Optional<String> text(ApiRequest request, BodyKind kind) {
        if (query.isPresent()) {
            return request.query(query.get());
        }
        if (request.body().length == 0 || request.body().length > 64 * LONGEST) {
            return Optional.empty();
        }
        try {
            return body.map(pointer -> kind.tree(request).at(pointer).textValue());
        } catch (RefusedRequest noBodyOfThisKind) {
            return Optional.empty();
        }
    }

    private ApiAnswer answer(String text, SourceSecrets secrets) {
        String said = signature.map(form -> signed(form, text, secrets)).orElseGet(() -> checked(text));
        return field.map(name -> ApiAnswer.plain(
                        ApiAnswer.JSON,
                        Json.bytes(JsonNodeFactory.instance.objectNode().put(name, said))))
                .orElseGet(() -> ApiAnswer.plain("text/plain", said.getBytes(StandardCharsets.UTF_8)));
    }

    private String signed(HmacAuth.Form form, String text, SourceSecrets secrets) {
        if (!WORD.matcher(text).matches()) {
            throw RefusedRequest.of(ErrorCode.BAD_REQUEST, "a challenge is a word of at most 256 letters and digits");
        }
        String secret = secrets.signingSecrets().stream()
                .findFirst()
                .orElseThrow(() -> RefusedRequest.of(
                        ErrorCode.UNAUTHENTICATED, "challenges cannot be answered yet: the signing secret is not set"));
        byte[] hash =
                form.algorithm().of(secret.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
        return prefix + form.encoding().write(hash);
    }

    private static String checked(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw RefusedRequest.of(
                    ErrorCode.BAD_REQUEST, "a challenge is a text of at most " + LONGEST + " characters");
        }
        return text;
    }
}
