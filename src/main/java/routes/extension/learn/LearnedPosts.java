package routes.extension.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import routes.extension.source.BodyKind;

/**
 * Posts of one kind of body, as the mapping that is proposed sees them.
 *
 * @param query parameters that it reads beside the body
 * @param headers that it reads beside the body
 * @param views the different ones, without secrets
 * @param others how many posts had a body of another kind, and are left out
 */
record LearnedPosts(BodyKind kind, List<String> query, List<String> headers, List<JsonNode> views, int others) {
    private static final int MOST_SAMPLES = 10;
    private static final int MOST_PARTS = 8;
    private static final String ALWAYS_NEW =
            "(?i)(.*(delivery|nonce|timestamp|signature|uuid|trace|attempt|idempotency|webhook-id).*|.*-id)";

    /** @param posts at least one */
    static LearnedPosts of(List<LearnedPost> posts) {
        BodyKind kind =
                posts.stream()
                        .collect(Collectors.groupingBy(LearnedPost::kind, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .max(Map.Entry.<BodyKind, Long>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                        .orElseThrow()
                        .getKey();
        List<LearnedPost> same =
                posts.stream().filter(post -> post.kind() == kind).toList();
        boolean list = same.stream().allMatch(post -> post.body().isArray());
        List<String> query = list ? List.of() : names(same, LearnedPost::query);
        List<String> headers = list ? List.of() : names(same, LearnedPost::headers);
        boolean alone = query.isEmpty() && headers.isEmpty();
        List<JsonNode> views = same.stream()
                .map(post -> alone ? post.body() : view(post, query, headers))
                .distinct()
                .limit(MOST_SAMPLES)
                .toList();
        return new LearnedPosts(kind, query, headers, views, posts.size() - same.size());
    }

    private static List<String> names(List<LearnedPost> posts, Function<LearnedPost, ObjectNode> part) {
        Set<String> names = new LinkedHashSet<>();
        posts.forEach(post -> part.apply(post).fieldNames().forEachRemaining(names::add));
        names.removeIf(name -> name.matches(ALWAYS_NEW));
        return names.stream()
                .filter(name -> name.matches("[\\w.-]+"))
                .limit(MOST_PARTS)
                .toList();
    }

    private static JsonNode view(LearnedPost post, List<String> query, List<String> headers) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.putObject("query").setAll(post.query().deepCopy().retain(query));
        view.putObject("headers").setAll(post.headers().deepCopy().retain(headers));
        view.set("body", post.body());
        return view;
    }

    boolean bodyAlone() {
        return query.isEmpty() && headers.isEmpty();
    }

    /** Where the body stands in what programs see. */
    String body() {
        return bodyAlone() ? "." : ".body";
    }

    /** Keys of the mapping file that say what programs see; empty for a JSON body alone. */
    String keys() {
        List<String> parts = new ArrayList<>();
        query.forEach(name -> parts.add("query " + name));
        headers.forEach(name -> parts.add("header " + name));
        return (kind == BodyKind.JSON ? "" : "body: " + kind.word() + "\n")
                + (parts.isEmpty() ? "" : "request: [" + String.join(", ", parts) + "]\n");
    }
}
