package routes.extension.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routes.alarm.BoundedJson;
import routes.alarm.FormText;
import routes.alarm.MailTree;
import routes.alarm.XmlTree;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.PostedBody;

/** What a source posts, in the word of {@code body} in its mapping file, and how it becomes the JSON that programs read. */
public enum BodyKind {
    JSON(Set.of(ApiAnswer.JSON)) {
        @Override
        public JsonNode tree(ApiRequest request) {
            return BoundedJson.value(request.body());
        }
    },
    /** The fields of a form: texts, and lists of texts where a field is there several times. */
    FORM(Set.of("application/x-www-form-urlencoded", "multipart/form-data")) {
        @Override
        public JsonNode tree(ApiRequest request) {
            return FormText.tree(request.formValues());
        }
    },
    /** As {@link XmlTree} makes of it. */
    XML(Set.of("application/xml", "text/xml")) {
        @Override
        public JsonNode tree(ApiRequest request) {
            return request.namedCharset()
                    .map(charset -> XmlTree.read(PostedBody.text(request, charset)))
                    .orElseGet(() -> XmlTree.read(request.body()));
        }
    },
    /** An e-mail, as {@link MailTree} makes of it. */
    MAIL(Set.of(PostedBody.MAIL)) {
        @Override
        public JsonNode tree(ApiRequest request) {
            return MailTree.read(request.body());
        }
    },
    TEXT(Set.of(PostedBody.ANY)) {
        @Override
        public JsonNode tree(ApiRequest request) {
            return TextNode.valueOf(PostedBody.text(request, StandardCharsets.UTF_8));
        }
    },
    /** The parameters of the query, in the place of a body; values as those of a form. */
    QUERY(Set.of(PostedBody.ANY)) {
        @Override
        public JsonNode tree(ApiRequest request) {
            return FormText.tree(new TreeMap<>(request.query()));
        }
    };

    private final Set<String> consumes;

    BodyKind(Set<String> consumes) {
        this.consumes = consumes;
    }

    /** @throws routes.common.error.RefusedRequest when the body is not what it should be */
    public abstract JsonNode tree(ApiRequest request);

    /** The media types that are taken when the file names none. */
    public Set<String> consumes() {
        return consumes;
    }

    /** @throws IllegalArgumentException naming the words that there are */
    static BodyKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is no kind of body: one of "
                        + Arrays.stream(values()).map(BodyKind::word).collect(Collectors.joining(", "))));
    }

    /** As a mapping file says it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
