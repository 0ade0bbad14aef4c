package routes.steps.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are not there yet. */
public final class TopicSetup {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
    private static final int TIMEOUT_SECONDS = 10;
    private static final int REQUEST_TIMEOUT_MILLIS = 5000;

    private final KafkaAccess kafka;
    private final List<String> topics;
    private final int partitions;
    private final Optional<Short> replication;
    private boolean done;

    /** @param replication empty for the broker's default */
    public TopicSetup(KafkaAccess kafka, List<String> topics, int partitions, Optional<Short> replication) {
        this.kafka = kafka;
        this.topics = List.copyOf(topics);
        this.partitions = partitions;
        this.replication = replication;
    }

    /** Called until it succeeds; Kafka may be away at the start. */
    public synchronized void ensure() {
        if (done) {
            return;
        }
        Map<String, Object> settings = kafka.with(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS));
        try (Admin admin = Admin.create(settings)) {
            create(admin, admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
            done = true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warn("topics cannot be created yet, tried again: {}", KafkaAccess.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void create(Admin admin, Set<String> existing)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (String topic : topics) {
            if (existing.contains(topic)) {
                continue;
            }
            try {
                admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), replication)))
                        .all()
                        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                LOG.info("created topic {} with {} partitions", topic, partitions);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }
}
