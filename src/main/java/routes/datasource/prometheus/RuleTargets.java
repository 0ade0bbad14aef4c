package routes.datasource.prometheus;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routes.common.error.RefusedRequest;
import routes.common.security.Secret;
import routes.datasource.Account;
import routes.datasource.ConnectField;
import routes.datasource.PlatformFailure;
import routes.datasource.Source;

/** Where the rules of a connect go: what the connect says of that, and the target that this is. */
final class RuleTargets {
    static final String FOLDER = "prometheus_rule_folder";
    static final String TARGET = "prometheus_rule_target";
    static final String URL = "prometheus_rule_url";
    static final String TOKEN = "prometheus_rule_token";
    static final String NAMESPACE = "prometheus_rule_namespace";
    static final String LABELS = "prometheus_rule_labels";
    static final String DATASOURCE = "prometheus_rule_datasource";

    /** The rule directory of the hub in a place: it is a setting and no field of a connect. */
    private static final String DIRECTORY = "rule_directory";

    private static final String RULER_NAMESPACE = "veaiops";

    private static final String LABEL = "[A-Za-z0-9][A-Za-z0-9./_-]{0,252}=[A-Za-z0-9._-]{0,63}";

    /** What tells the places of rules apart, and what of it never names one place twice. */
    static final Set<String> APART = Set.of(FOLDER, TARGET, NAMESPACE, PrometheusApi.TENANT);

    static final Set<String> PLACE =
            Set.of(FOLDER, TARGET, NAMESPACE, PrometheusApi.TENANT, URL, RuleTargets.DIRECTORY);

    /** The words for it in a connect, with what each needs. */
    private enum Kind {
        FILE,
        VMALERT(URL),
        RULER,
        MANIFEST,
        KUBERNETES(URL, NAMESPACE),
        GRAFANA(URL, NAMESPACE, DATASOURCE);

        private final List<String> needs;

        Kind(String... needs) {
            this.needs = List.of(needs);
        }

        private boolean keepsFiles() {
            return this == FILE || this == VMALERT || this == MANIFEST;
        }

        private String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Kind of(Account account) {
            String word = account.optional(TARGET).orElse(FILE.wireName());
            return Arrays.stream(values())
                    .filter(kind -> kind.wireName().equals(word))
                    .findFirst()
                    .orElseThrow(() -> RefusedRequest.invalid(TARGET, TARGET + " must be one of " + words()));
        }

        private static String words() {
            return Arrays.stream(values()).map(Kind::wireName).collect(Collectors.joining(", "));
        }
    }

    private final PrometheusApi api;
    private final RuleTargetApi.Calls calls;
    private final Optional<Path> directory;

    RuleTargets(PrometheusApi api, RuleTargetApi.Calls calls, Optional<Path> directory) {
        this.api = api;
        this.calls = calls;
        this.directory = directory;
    }

    static List<ConnectField> fields() {
        return List.of(
                ConnectField.text(FOLDER, "Folder of this server's rule files below the rule directory")
                        .optional(),
                ConnectField.text(TARGET, "Where its rules go: " + Kind.words() + "; file when absent")
                        .optional(),
                ConnectField.url(
                                URL,
                                "Address of vmalert, Kubernetes or Grafana; of a ruler with its path, prometheus_url with"
                                        + " /config/v1/rules when absent")
                        .optional(),
                ConnectField.secret(TOKEN, "Bearer token for that address").optional(),
                ConnectField.text(
                                NAMESPACE,
                                "Namespace of the ruler (veaiops when absent) or of Kubernetes, uid of the folder in Grafana")
                        .optional(),
                ConnectField.text(LABELS, "Labels of a PrometheusRule, such as release=prometheus,role=alert-rules")
                        .optional(),
                ConnectField.text(DATASOURCE, "Uid of the data source in Grafana that has the metrics")
                        .optional());
    }

    /** @throws RefusedRequest naming the field */
    static void check(Account account) {
        Kind kind = Kind.of(account);
        for (String field : kind.needs) {
            if (account.optional(field).isEmpty()) {
                throw RefusedRequest.invalid(field, field + " is required with " + TARGET + " " + kind.wireName());
            }
        }
        if (!account.optional(FOLDER).orElse("rules").matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}")) {
            throw RefusedRequest.invalid(
                    FOLDER, FOLDER + " must be a plain name of letters, digits, dots, hyphens and underscores");
        }
        if (kind == Kind.KUBERNETES && !namespace(account, "").matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
            throw RefusedRequest.invalid(NAMESPACE, NAMESPACE + " must be the name of a namespace of Kubernetes");
        }
        for (String label : account.optional(LABELS).orElse("a=b").split(",", -1)) {
            if (!label.strip().matches(LABEL)) {
                throw RefusedRequest.invalid(
                        LABELS, LABELS + " must be pairs such as release=prometheus,role=alert-rules");
            }
        }
    }

    /** Where its rules are: files of one folder are one place, whichever server reads them. */
    Map<String, String> place(Source source) {
        Account account = source.account();
        Kind kind = Kind.of(account);
        Map<String, String> place = new TreeMap<>();
        place.put(TARGET, kind == Kind.VMALERT ? Kind.FILE.wireName() : kind.wireName());
        if (kind.keepsFiles()) {
            place.put(FOLDER, account.optional(FOLDER).orElse(""));
            place.put(DIRECTORY, directory(source).map(Path::toString).orElse(""));
        } else {
            place.put(URL, address(account));
            place.put(NAMESPACE, namespace(account, kind == Kind.RULER ? RULER_NAMESPACE : ""));
        }
        if (kind == Kind.RULER) {
            place.put(
                    PrometheusApi.TENANT, account.optional(PrometheusApi.TENANT).orElse(""));
        }
        return place;
    }

    /** That of a place of before, else that of today. */
    private Optional<Path> directory(Source source) {
        String before = source.config().path(DIRECTORY).asText("");
        return before.isEmpty() ? directory : Optional.of(Path.of(before));
    }

    /** @return empty when the connect wants files, and no rules are written */
    Optional<RuleTarget> there(Source source) {
        boolean files = Kind.of(source.account()).keepsFiles();
        return files && directory(source).isEmpty() ? Optional.empty() : Optional.of(of(source));
    }

    /** @throws PlatformFailure.BadRequest when no rules are written */
    RuleTarget of(Source source) {
        Account account = source.account();
        return switch (Kind.of(account)) {
            case FILE -> new RuleFileTarget(file(source), new RuleFileTarget.Server(api, account, false));
            case VMALERT -> new RuleFileTarget(file(source), new RuleFileTarget.Server(api, vmalert(account), true));
            case RULER -> new RulerTarget(api(account, Map.of()), namespace(account, RULER_NAMESPACE), source);
            case MANIFEST -> new ManifestTarget(file(source), manifest(source));
            case KUBERNETES -> new KubernetesTarget(api(account, Map.of()), manifest(source));
            case GRAFANA -> new GrafanaTarget(
                    api(account, GrafanaTarget.EDITABLE), namespace(account, ""), account.field(DATASOURCE), source);
        };
    }

    private static String namespace(Account account, String preset) {
        return account.optional(NAMESPACE).orElse(preset);
    }

    private static PrometheusRuleManifest manifest(Source source) {
        Map<String, String> labels = new TreeMap<>();
        source.account().optional(LABELS).ifPresent(text -> Arrays.stream(text.split(","))
                .map(pair -> pair.strip().split("=", 2))
                .forEach(pair -> labels.put(pair[0], pair[1])));
        return new PrometheusRuleManifest(source, namespace(source.account(), ""), labels);
    }

    private RuleFile file(Source source) {
        Path folder = directory(source)
                .orElseThrow(() -> new PlatformFailure.BadRequest(
                        "no_rule_directory",
                        "rules of Prometheus are files: set veaiops.datasource.prometheus.rule-directory to a folder that"
                                + " its rule_files name, or " + TARGET + " of the connect to an API"));
        return new RuleFile(folder, source.account().optional(FOLDER).orElse(""), source.id());
    }

    /** Its address counts, even where it is a path of the host of Prometheus. */
    private static Account vmalert(Account account) {
        Account there = at(account, account.field(URL));
        Map<String, String> fields = new HashMap<>(there.fields());
        fields.put(PrometheusApi.URL, account.field(URL));
        return new Account(there.connectId(), there.type(), fields, there.secrets());
    }

    /** The account with the address of who keeps or evaluates the rules. Secrets of Prometheus go to its own host alone. */
    private static Account at(Account account, String address) {
        if (account.optionalSecret(TOKEN).isEmpty()
                && origin(address).equals(origin(account.field(PrometheusApi.URL)))) {
            return account;
        }
        Map<String, String> fields = new HashMap<>(account.fields());
        fields.put(PrometheusApi.URL, address);
        fields.remove(PrometheusApi.USER);
        Map<String, Secret> secrets = new HashMap<>();
        account.optionalSecret(TOKEN).ifPresent(token -> secrets.put(PrometheusApi.TOKEN, token));
        return new Account(account.connectId(), account.type(), fields, secrets);
    }

    private static String address(Account account) {
        String own = account.field(PrometheusApi.URL).replaceAll("/+$", "") + "/config/v1/rules";
        return account.optional(URL).orElse(own).replaceAll("/+$", "");
    }

    private RuleTargetApi api(Account account, Map<String, String> more) {
        String address = address(account);
        Map<String, String> headers = PrometheusApi.headers(at(account, address));
        headers.putAll(more);
        return new RuleTargetApi(calls, account, address, headers);
    }

    private static String origin(String url) {
        URI uri = URI.create(url);
        return (uri.getScheme() + "://" + Objects.toString(uri.getRawAuthority(), "")).toLowerCase(Locale.ROOT);
    }
}
