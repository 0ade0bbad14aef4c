package routes.tool.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import routes.extension.lint.DeclaredSettings;
import routes.extension.lint.EndpointName;

/** Makes steps of the YAML of one route. */
final class StepReader {
    /** Steps whose expression is the endpoint that they use. */
    private static final Set<String> BY_EXPRESSION =
            Set.of("enrich", "pollEnrich", "recipientList", "routingSlip", "dynamicRouter");

    private static final Set<String> CALLS = Set.of("bean", "process");
    private static final Set<String> BEAN_OPTIONS =
            Set.of("idempotentRepository", "executorService", "aggregationStrategy", "onPrepare");
    private static final Set<String> LANGUAGES = Set.of(
            "simple", "constant", "method", "ref", "header", "exchangeProperty", "jq", "jsonpath", "jslt", "tokenize");
    private static final Pattern REFERENCE = Pattern.compile("#(?:bean:)?([\\w.-]+)");
    private static final String STORE_STEP = "to-mongodb-";

    /** How a source says when it starts its route. */
    private static final Map<String, String> TRIGGERS = Map.of(
            "httpMethodRestrict", "%s",
            "cron", "cron %s",
            "schedule", "cron %s",
            "trigger.repeatInterval", "every %s ms",
            "period", "every %s ms",
            "groupId", "group %s");

    /** What a method is called with, when that is one text. */
    private static final Pattern ARGUMENT = Pattern.compile("\\('\\w+'\\)$");

    private final DeclaredSettings settings;
    private final Function<String, String> typeOf;
    private final Function<String, Set<String>> storesOf;

    /**
     * @param typeOf simple name of a bean's class; empty when it is not known
     * @param storesOf collections that a bean works on, by its name, with the text that it is called with: {@code sweeper('alarms')}
     */
    StepReader(DeclaredSettings settings, Function<String, String> typeOf, Function<String, Set<String>> storesOf) {
        this.settings = settings;
        this.typeOf = typeOf;
        this.storesOf = storesOf;
    }

    /** What starts a route. */
    Step from(JsonNode from) {
        String when = TRIGGERS.entrySet().stream()
                .filter(trigger -> from.path("parameters").has(trigger.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(trigger -> trigger.getValue()
                        .formatted(settings.resolve(
                                from.path("parameters").path(trigger.getKey()).asText())))
                .collect(Collectors.joining(", "));
        return new Step("from", "", when, EndpointName.of(from, settings), beans("from", from), List.of(), List.of());
    }

    List<Step> steps(JsonNode list) {
        return elements(list)
                .flatMap(element -> element.isTextual()
                        ? Stream.of(step(element.asText(), element))
                        : element.properties().stream().map(step -> step(step.getKey(), step.getValue())))
                .toList();
    }

    private Step step(String kind, JsonNode written) {
        List<Step> inside = new ArrayList<>();
        for (Map.Entry<String, JsonNode> part : written.properties()) {
            if ("steps".equals(part.getKey())) {
                inside.addAll(steps(part.getValue()));
            } else if (part.getValue().has("steps")) {
                inside.add(step(part.getKey(), part.getValue()));
            } else if (part.getValue().path(0).has("steps")) {
                elements(part.getValue()).forEach(branch -> inside.add(step(part.getKey(), branch)));
            }
        }
        String id = written.path("id").asText("");
        List<UsedBean> beans = beans(kind, written);
        return new Step(kind, id, detail(written), target(kind, written), beans, stores(id, written, beans), inside);
    }

    private String target(String kind, JsonNode written) {
        if (written.path("uri").isTextual() || "to".equals(kind) && written.isTextual()) {
            return EndpointName.of(written, settings);
        }
        return BY_EXPRESSION.contains(kind)
                ? language(written)
                        .map(language -> EndpointName.plain(settings.resolve(text(language.getValue()))))
                        .orElse("")
                : "";
    }

    private String detail(JsonNode written) {
        String caught = elements(written.path("exception"))
                .map(type -> type.asText().replaceFirst(".*[.$]", ""))
                .collect(Collectors.joining(", "));
        String name = Stream.of("name", "message")
                .map(option -> written.path(option).asText(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        String expression = language(written).map(StepReader::expression).orElse("");
        return Stream.of(caught, name, expression)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" = "));
    }

    private static String expression(Map.Entry<String, JsonNode> language) {
        return switch (language.getKey()) {
            case "simple", "constant" -> text(language.getValue());
            case "method", "ref" -> "";
            default -> language.getKey() + " " + text(language.getValue());
        };
    }

    private static String text(JsonNode language) {
        return language.isTextual()
                ? language.asText()
                : language.path("expression").asText("");
    }

    /** The language of the step's expression, and what is written in it. */
    private static Optional<Map.Entry<String, JsonNode>> language(JsonNode written) {
        return Stream.of(written.path("expression"), written)
                .flatMap(place -> place.properties().stream())
                .filter(part -> LANGUAGES.contains(part.getKey()))
                .findFirst();
    }

    private List<UsedBean> beans(String kind, JsonNode written) {
        Set<UsedBean> found = new LinkedHashSet<>();
        if (CALLS.contains(kind)) {
            found.add(called(written));
        }
        language(CALLS.contains(kind) ? MissingNode.getInstance() : written).ifPresent(language -> {
            if ("method".equals(language.getKey())) {
                found.add(called(language.getValue()));
            } else if ("ref".equals(language.getKey())) {
                found.add(bean(text(language.getValue()), ""));
            }
        });
        elements(written.path("onWhen")).forEach(when -> found.addAll(beans("", when)));
        written.properties().stream()
                .filter(option -> BEAN_OPTIONS.contains(option.getKey()))
                .forEach(option -> found.add(bean(option.getValue().asText().replaceFirst("^#(bean:)?", ""), "")));
        Stream.concat(elements(written), elements(written.path("parameters")))
                .map(value -> REFERENCE.matcher(value.asText()))
                .filter(Matcher::matches)
                .forEach(reference -> found.add(bean(reference.group(1), "")));
        return found.stream().filter(bean -> !bean.call().isEmpty()).toList();
    }

    private UsedBean called(JsonNode call) {
        String method = call.path("method").asText("").replaceFirst("\\(.*", "");
        if (call.has("beanType")) {
            return new UsedBean("", method, call.path("beanType").asText().replaceFirst(".*\\.", ""));
        }
        return bean(call.isTextual() ? call.asText() : call.path("ref").asText(""), method);
    }

    private UsedBean bean(String name, String method) {
        return new UsedBean(name, method, typeOf.apply(name));
    }

    private List<String> stores(String id, JsonNode written, List<UsedBean> beans) {
        if ("mongodb".equals(written.path("uri").asText())) {
            return List.of(settings.resolve(
                    written.path("parameters").path("collection").asText("mongodb")));
        }
        Matcher argument = ARGUMENT.matcher(written.path("method").asText());
        String suffix = argument.find() ? argument.group() : "";
        List<String> found = beans.stream()
                .flatMap(bean -> storesOf.apply(bean.name() + suffix).stream())
                .distinct()
                .sorted()
                .toList();
        return found.isEmpty() && id.startsWith(STORE_STEP)
                ? List.of("mongodb " + id.substring(STORE_STEP.length()))
                : found;
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
