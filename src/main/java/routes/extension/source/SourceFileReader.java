package routes.extension.source;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import routes.alarm.mapping.JqLimits;
import routes.alarm.mapping.JqProgram;
import routes.common.yaml.YamlFields;
import routes.common.yaml.YamlText;

/** Reads a mapping file; every mistake becomes a problem with its line. */
public final class SourceFileReader {
    static final Set<String> FIELDS = Set.of(
            "source",
            "enabled",
            "replaces",
            "title",
            "docs",
            "paths",
            "methods",
            "body",
            "consumes",
            "auth",
            "challenge",
            "request",
            "retry_id",
            "each",
            "alarm",
            "expires_after",
            "levels",
            "include",
            "answer");
    static final Set<String> ANSWER_FIELDS = Set.of("status", "body");
    private static final String NAME = "(?!veaiops$)[a-z0-9][a-z0-9-]{0,39}";

    private final SourceAuthReader auths;
    private final JqLimits limits;

    /** For commands: mappings are read without a call to AWS. */
    public static SourceFileReader offline() {
        return new SourceFileReader(new OfflineAws());
    }

    public SourceFileReader(SnsAuth.Aws aws) {
        this(aws, JqLimits.DEFAULT);
    }

    /** @param limits of each run of the programs in a file */
    public SourceFileReader(SnsAuth.Aws aws, JqLimits limits) {
        this.auths = new SourceAuthReader(aws);
        this.limits = limits;
    }

    /** One that includes no functions of other files. */
    public Optional<SourceFile> read(YamlText file) {
        return read(file, Map.of());
    }

    /**
     * The source, or nothing when the file has problems; they are in {@link YamlText#problems()} then.
     *
     * @param functions the files of functions that it may include, by name
     */
    public Optional<SourceFile> read(YamlText file, Map<String, String> functions) {
        int before = file.problems().size();
        Optional<SourceFile> read = file.root()
                .flatMap(root -> YamlFields.of(file, root, "a mapping file", FIELDS))
                .flatMap(fields -> read(file, fields, functions));
        return file.problems().size() == before ? read : Optional.empty();
    }

    /** Everything is read before anything is given up: all problems are reported at once. */
    private Optional<SourceFile> read(YamlText file, YamlFields fields, Map<String, String> functions) {
        fields.demand("source", "alarm");
        String name = fields.read("source", text -> matching(text, NAME, "a name of a-z, 0-9 and -, not veaiops"))
                .orElse(file.name());
        Optional<YamlFields> answer = answer(file, fields);
        fields.read("enabled", text -> matching(text, "true|false", "true or false"));
        BodyKind kind = fields.read("body", BodyKind::of).orElse(BodyKind.JSON);
        List<String> paths = SourcePathReader.paths(file, fields, name, kind);
        Set<String> consumes = consumes(file, fields, kind);
        List<SourceAuth> auth = auths.read(file, fields, kind);
        Optional<SourceChallenge> challenge = HmacReader.challenge(file, fields);
        RequestView view = view(file, fields, kind, auth);
        int status = status(answer);
        MappingReader programs = new MappingReader(file, fields, limits, functions);
        Optional<JqProgram> answered = programs.answer(answer);
        return programs.mapping(name)
                .map(mapping -> new SourceFile(
                        name,
                        fields.text("title").orElse(name),
                        paths,
                        consumes,
                        auth,
                        challenge,
                        view,
                        mapping,
                        programs.statuses(),
                        status,
                        answered,
                        YamlText.version(file.yaml())));
    }

    private static Optional<YamlFields> answer(YamlText file, YamlFields fields) {
        return fields.node("answer").flatMap(node -> YamlFields.of(file, node, "an answer", ANSWER_FIELDS));
    }

    private static int status(Optional<YamlFields> answer) {
        return answer.flatMap(given -> given.read("status", SourceFileReader::status))
                .orElse(200);
    }

    private static Set<String> consumes(YamlText file, YamlFields fields, BodyKind kind) {
        Set<String> types = new LinkedHashSet<>();
        fields.list("consumes").forEach(node -> YamlFields.scalar(file, node)
                .flatMap(text -> YamlFields.attempt(
                        file,
                        node,
                        text,
                        value -> matching(value, "[a-z]+/[a-z0-9.+-]+|\\*/\\*", "a media type, or */* for any")))
                .ifPresent(types::add));
        return types.isEmpty() ? kind.consumes() : types;
    }

    private static RequestView view(YamlText file, YamlFields fields, BodyKind kind, List<SourceAuth> auth) {
        return new RequestView(
                kind,
                fields.list("request").stream()
                        .flatMap(node -> YamlFields.scalar(file, node)
                                .flatMap(text -> YamlFields.attempt(file, node, text, RequestView.Part::of))
                                .stream())
                        .toList(),
                auth.stream().flatMap(way -> way.parameters().stream()).collect(Collectors.toSet()));
    }

    private static int status(String text) {
        return Integer.parseInt(matching(text, "20[0-9]", "a status of success, 200 to 209"));
    }

    static String matching(String text, String pattern, String what) {
        if (!text.matches(pattern)) {
            throw new IllegalArgumentException("\"" + text + "\" is not " + what);
        }
        return text;
    }
}
