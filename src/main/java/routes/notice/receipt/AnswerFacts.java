package routes.notice.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import routes.common.json.Json;

/** An answer, read once: its body as JSON where it is JSON, as text, and the vendor's code. */
final class AnswerFacts {
    private static final Pattern CODE = Pattern.compile("[\\w.:-]{1,64}");

    private final VendorAnswer answer;
    private final List<AnswerValue> codes;
    private final JsonNode json;

    AnswerFacts(VendorAnswer answer, List<AnswerValue> codes) {
        this.answer = answer;
        this.codes = codes;
        this.json = parse(answer.body());
    }

    VendorAnswer answer() {
        return answer;
    }

    /** The value at a pointer as text; empty for nothing, null, and what is blank or has no members. */
    Optional<String> json(String pointer) {
        JsonNode node = json.at(pointer);
        if (node.isMissingNode() || node.isNull() || node.isContainerNode() && node.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                        node.isContainerNode() ? node.toString() : node.asText().strip())
                .filter(text -> !text.isEmpty());
    }

    /** The body as text, as far as anybody would read it. */
    Optional<String> text() {
        byte[] body = answer.body();
        String text = new String(body, 0, Math.min(body.length, SafeText.LONGEST_READ), StandardCharsets.UTF_8);
        return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
    }

    /** The vendor's code: the first place that holds one. */
    Optional<String> code() {
        return codes.stream()
                .flatMap(place -> place.in(this).stream())
                .filter(text -> CODE.matcher(text).matches())
                .findFirst();
    }

    private static JsonNode parse(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : Json.mapper().readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
