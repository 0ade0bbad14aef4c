package routes.steps.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * How a Kafka client reaches the brokers: addresses, TLS, SASL and what else holds for clients of every kind. The hub takes it
 * from {@code camel.component.kafka.*}, so its own clients connect as its routes do; a command takes it from a file, as
 * Kafka's own tools do. Its text names settings and no values: some are secret.
 */
public final class KafkaAccess {
    /** What says how records are read, which an admin client does not know. */
    private static final Set<String> OF_CONSUMERS_ALONE = ofConsumersAlone();

    private static final Pattern CITED = Pattern.compile("'.*'(?= in JAAS config)", Pattern.DOTALL);

    private final Map<String, Object> settings;

    private KafkaAccess(Map<String, Object> settings, String brokers) {
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        this.settings = Map.copyOf(settings);
    }

    /** That of the routes. */
    public static KafkaAccess of(KafkaConfiguration component) {
        Map<String, Object> shared = new HashMap<>();
        component.createConsumerProperties().forEach((name, value) -> shared.put(String.valueOf(name), value));
        shared.keySet().removeAll(OF_CONSUMERS_ALONE);
        return new KafkaAccess(shared, component.getBrokers());
    }

    /** @param settings by the names that Kafka's clients give them */
    public static KafkaAccess of(Map<String, String> settings, String brokers) {
        return new KafkaAccess(new HashMap<>(settings), brokers);
    }

    /** The settings of one client. @param own what only this one needs; it wins */
    public Map<String, Object> with(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(own);
        return all;
    }

    /** Whether the brokers answered and do not let this client in: wrong credentials, no trust in a certificate, no right. */
    public static boolean isRefusal(Throwable failure) {
        return causes(failure).stream()
                .anyMatch(cause -> cause instanceof AuthenticationException || cause instanceof AuthorizationException);
    }

    /**
     * What went wrong, from the outside to the cause: clients wrap what a person needs to read. The parser of
     * {@code sasl.jaas.config} cites what it does not understand, which may be a part of a password: it is left out.
     */
    public static String reason(Throwable failure) {
        List<String> words = causes(failure).stream()
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .map(word -> CITED.matcher(word).replaceAll("…"))
                .toList();
        List<String> told = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (words.subList(i + 1, words.size()).stream().noneMatch(word::contains)) {
                told.add(word);
            }
        }
        return told.isEmpty() ? failure.getClass().getSimpleName() : String.join(": ", told);
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static Set<String> ofConsumersAlone() {
        Set<String> names = new HashSet<>(ConsumerConfig.configNames());
        names.removeAll(AdminClientConfig.configNames());
        return Set.copyOf(names);
    }

    @Override
    public String toString() {
        return "KafkaAccess" + settings.keySet();
    }
}
