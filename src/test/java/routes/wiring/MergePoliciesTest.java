package routes.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.event.MergePolicy;

@Tag("slow")
class MergePoliciesTest {
    @Test
    void the_settings_of_the_application_and_those_of_a_source_make_its_policy() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setLocation("classpath:application.properties");
            context.getPropertiesComponent().addOverrideProperty("veaiops.general", "7");
            context.getPropertiesComponent()
                    .addOverrideProperty("veaiops.merge.zabbix.rest-seconds", "{{veaiops.general}}");
            context.start();
            MergePolicies policies = new MergePolicies(context);

            MergePolicy zabbix = policies.of("zabbix");
            MergePolicy other = policies.of("other");

            assertThat(zabbix.rest()).isEqualTo(Duration.ofSeconds(7));
            assertThat(other.rest()).isEqualTo(Duration.ofMinutes(2));
            assertThat(other.window()).isEqualTo(Duration.ofDays(1));
            assertThat(other.expiresAfter()).isNull();
            assertThat(other.flapping().changes()).isEqualTo(5);
            assertThat(policies.of("zabbix")).isSameAs(zabbix);
        }
    }
}
