package routes.steps.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class KafkaAccessTest {
    private static final String JAAS = "org.apache.kafka.common.security.plain.PlainLoginModule required "
            + "username=\"hub\" password=\"jaas-secret\";";

    @Test
    void a_client_of_ours_gets_each_setting_of_the_routes_that_it_knows() {
        Map<String, Object> settings = KafkaAccess.of(component()).with(Map.of());

        assertThat(settings)
                .containsEntry("bootstrap.servers", "broker:9093")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("sasl.jaas.config", JAAS)
                .containsEntry("ssl.truststore.location", "/etc/veaiops/kafka.p12")
                .containsEntry("ssl.truststore.password", "trust-secret")
                .containsEntry("ssl.truststore.type", "PKCS12")
                .containsEntry("ssl.keystore.location", "/etc/veaiops/hub.p12")
                .containsEntry("ssl.keystore.password", "key-secret")
                .containsEntry("ssl.keystore.type", "PKCS12")
                .containsEntry("ssl.key.password", "key-secret")
                .containsEntry("sasl.login.refresh.min.period.seconds", "30")
                .containsEntry("reconnect.backoff.max.ms", 7000);
        assertThat(AdminClientConfig.configNames()).containsAll(settings.keySet());
    }

    @Test
    void what_only_one_client_needs_wins() {
        Map<String, Object> settings = KafkaAccess.of(Map.of("enable.auto.commit", "true"), "broker:9093")
                .with(Map.of("enable.auto.commit", false));

        assertThat(settings)
                .containsOnly(Map.entry("bootstrap.servers", "broker:9093"), Map.entry("enable.auto.commit", false));
    }

    @Test
    void its_text_holds_no_secret() {
        assertThat(KafkaAccess.of(component()).toString())
                .contains("sasl.jaas.config")
                .doesNotContain("jaas-secret", "trust-secret", "key-secret");
    }

    @Test
    void brokers_refuse_who_they_do_not_know_and_who_has_no_right() {
        assertThat(KafkaAccess.isRefusal(new ExecutionException(new SaslAuthenticationException("wrong"))))
                .isTrue();
        assertThat(KafkaAccess.isRefusal(new SslAuthenticationException("no path")))
                .isTrue();
        assertThat(KafkaAccess.isRefusal(GroupAuthorizationException.forGroupId("g")))
                .isTrue();
        assertThat(KafkaAccess.isRefusal(new ExecutionException(new TimeoutException("late"))))
                .isFalse();
        assertThat(KafkaAccess.isRefusal(new KafkaException("no such file"))).isFalse();
    }

    @Test
    void a_reason_goes_down_to_the_cause_and_says_nothing_twice() {
        Exception wrapped = new ExecutionException(new SaslAuthenticationException("Authentication failed"));
        Exception deep =
                new KafkaException("Failed to construct kafka consumer", new KafkaException("keystore x", null));

        assertThat(KafkaAccess.reason(wrapped)).isEqualTo("Authentication failed");
        assertThat(KafkaAccess.reason(deep)).isEqualTo("Failed to construct kafka consumer: keystore x");
        assertThat(KafkaAccess.reason(new TimeoutException())).isEqualTo("TimeoutException");
    }

    /** The component as the settings of a production make it. */
    private static KafkaConfiguration component() {
        Properties overrides = new Properties();
        overrides.putAll(Map.of(
                "camel.server.enabled", "false",
                "camel.management.enabled", "false",
                "veaiops.kafka.brokers", "broker:9093",
                "camel.main.routes-include-pattern", "classpath:routes/_errors.camel.yaml"));
        overrides.putAll(secured());
        overrides.putAll(Map.of(
                "camel.component.kafka.additional-properties[sasl.login.refresh.min.period.seconds]", "30",
                "camel.component.kafka.reconnect-backoff-max-ms", "7000"));
        Main main = new Main();
        main.setOverrideProperties(overrides);
        main.start();
        try {
            return main.getCamelContext()
                    .getComponent("kafka", KafkaComponent.class)
                    .getConfiguration();
        } finally {
            main.stop();
        }
    }

    private static Map<String, String> secured() {
        return Map.of(
                "camel.component.kafka.security-protocol", "SASL_SSL",
                "camel.component.kafka.sasl-mechanism", "SCRAM-SHA-512",
                "camel.component.kafka.sasl-jaas-config", JAAS,
                "camel.component.kafka.ssl-truststore-location", "/etc/veaiops/kafka.p12",
                "camel.component.kafka.ssl-truststore-password", "trust-secret",
                "camel.component.kafka.ssl-truststore-type", "PKCS12",
                "camel.component.kafka.ssl-keystore-location", "/etc/veaiops/hub.p12",
                "camel.component.kafka.ssl-keystore-password", "key-secret",
                "camel.component.kafka.ssl-keystore-type", "PKCS12",
                "camel.component.kafka.ssl-key-password", "key-secret");
    }
}
