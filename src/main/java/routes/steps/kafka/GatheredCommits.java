package routes.steps.kafka;

import org.apache.camel.component.kafka.consumer.CommitManager;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.component.kafka.consumer.KafkaManualCommitFactory;

/** Manual commits that the {@link StageConsumer} gathers: none is a round trip of its own. */
public final class GatheredCommits implements KafkaManualCommitFactory {
    @Override
    public KafkaManualCommit newInstance(
            CamelExchangePayload read, KafkaRecordPayload record, CommitManager commitManager) {
        return () -> ((StageConsumer) read.consumer).commitSoon(record.partition, record.recordOffset + 1);
    }
}
