package routes.alarm.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.jspecify.annotations.Nullable;

/** What {@code test}, {@code match}, {@code capture}, {@code scan}, {@code split}, {@code sub} and {@code gsub} rest on. */
final class JqRegexFunctions {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JqRegexFunctions() {}

    static Map<String, Function> all() {
        return Map.of(
                "_match_impl/3",
                (scope, arguments, in, path, output, version) -> {
                    String text = text("match", in);
                    arguments.get(2).apply(scope, in, only -> arguments
                            .get(1)
                            .apply(scope, in, flags -> arguments.get(0).apply(scope, in, regex -> {
                                JqRegex read = JqRegex.of(text("match", regex), flags.isNull() ? null : flags.asText());
                                output.emit(only.asBoolean() ? test(read, text) : matches(read, text), null);
                            })));
                },
                "_sub_impl/3",
                (scope, arguments, in, path, output, version) -> {
                    String text = text("sub", in);
                    arguments.get(0).apply(scope, in, regex -> arguments.get(2).apply(scope, in, flags -> {
                        JqRegex read = JqRegex.of(text("sub", regex), flags.asText());
                        for (String replaced : replaced(read, text, scope, arguments.get(1))) {
                            output.emit(TextNode.valueOf(replaced), null);
                        }
                    }));
                });
    }

    private static String text(String function, JsonNode value) throws JsonQueryException {
        if (!value.isTextual()) {
            throw new JsonQueryException(
                    function + " takes texts, not " + value.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        return value.textValue();
    }

    private static JsonNode test(JqRegex regex, String text) {
        Matcher matcher = regex.pattern().matcher(new Watched(text, JqBudget.current()));
        boolean found = matcher.find();
        while (found && regex.nonEmpty() && matcher.end() == matcher.start()) {
            found = matcher.find();
        }
        return BooleanNode.valueOf(found);
    }

    /** Where the groups of a match begin and end. */
    private record Found(int[] places) {
        int start() {
            return places[0];
        }

        int end() {
            return places[1];
        }
    }

    private static List<Found> find(JqRegex regex, String text) {
        JqBudget budget = JqBudget.current();
        List<Found> found = new ArrayList<>();
        Matcher matcher = regex.pattern().matcher(new Watched(text, budget));
        while (matcher.find() && (regex.global() || found.isEmpty())) {
            budget.look();
            budget.held(found.size());
            if (!regex.nonEmpty() || matcher.start() < matcher.end()) {
                int[] places = new int[2 * (matcher.groupCount() + 1)];
                for (int group = 0; group <= matcher.groupCount(); group++) {
                    places[2 * group] = matcher.start(group);
                    places[2 * group + 1] = matcher.end(group);
                }
                found.add(new Found(places));
            }
        }
        return found;
    }

    private static ArrayNode matches(JqRegex regex, String text) {
        @Nullable String[] names = names(regex);
        ArrayNode matches = NODES.arrayNode();
        int characters = 0;
        int counted = 0;
        for (Found found : find(regex, text)) {
            characters += text.codePointCount(counted, found.start());
            counted = found.start();
            ObjectNode match = piece(text, found, 0, characters);
            ArrayNode captures = match.putArray("captures");
            for (int group = 1; group < names.length; group++) {
                int before = found.places()[2 * group] < 0
                        ? -1
                        : characters + text.codePointCount(found.start(), found.places()[2 * group]);
                captures.add(piece(text, found, group, before).put("name", names[group]));
            }
            matches.add(match);
        }
        return matches;
    }

    private static ObjectNode piece(String text, Found found, int group, int offset) {
        int start = found.places()[2 * group];
        int end = found.places()[2 * group + 1];
        return NODES.objectNode()
                .put("offset", offset)
                .put("length", start < 0 ? 0 : text.codePointCount(start, end))
                .put("string", start < 0 ? null : text.substring(start, end));
    }

    private static @Nullable String[] names(JqRegex regex) {
        @Nullable String[] names = new String[regex.pattern().groupCount() + 1];
        regex.pattern().namedGroups().forEach((name, group) -> names[group] = name);
        return names;
    }

    /** As many texts as there are replacements: the first one takes the first of each match, and so on, as in jq. */
    private static List<String> replaced(JqRegex regex, String text, Scope scope, Expression replacement)
            throws JsonQueryException {
        @Nullable String[] names = names(regex);
        List<Found> found = find(regex, text);
        List<StringBuilder> made = new ArrayList<>();
        int after = 0;
        for (Found match : found) {
            String gap = text.substring(after, match.start());
            List<String> choices = new ArrayList<>();
            replacement.apply(scope, captures(text, match, names), choice -> choices.add(text("sub", choice)));
            for (int i = 0; i < choices.size(); i++) {
                if (i == made.size()) {
                    made.add(new StringBuilder());
                }
                JqBudget.current()
                        .length(made.get(i).append(gap).append(choices.get(i)).length());
            }
            after = match.end();
        }
        String rest = text.substring(after);
        return found.isEmpty()
                ? List.of(text)
                : made.stream().map(one -> one.append(rest).toString()).toList();
    }

    private static ObjectNode captures(String text, Found match, @Nullable String[] names) {
        ObjectNode captures = NODES.objectNode();
        for (int group = 1; group < names.length; group++) {
            int start = match.places()[2 * group];
            String name = names[group];
            if (name != null) {
                captures.put(name, start < 0 ? null : text.substring(start, match.places()[2 * group + 1]));
            }
        }
        return captures;
    }

    /** A text that looks at the clock while it is searched. */
    private record Watched(String text, JqBudget budget) implements CharSequence {
        @Override
        public char charAt(int index) {
            budget.step();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
