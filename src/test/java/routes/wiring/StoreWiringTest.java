package routes.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.AuthenticationMechanism;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.WriteConcern;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the URI of MongoDB says reaches the driver, as docs/operations.md promises. */
class StoreWiringTest {
    @Test
    void a_uri_turns_tls_on_and_names_user_and_mechanism() {
        MongoClientSettings settings = StoreWiring.mongoSettings(
                "mongodb://hub:p%40ss@db1:27017,db2:27018/veaiops?replicaSet=rs0&tls=true&authSource=admin"
                        + "&authMechanism=SCRAM-SHA-256");

        assertThat(settings.getSslSettings().isEnabled()).isTrue();
        assertThat(settings.getSslSettings().isInvalidHostNameAllowed()).isFalse();
        MongoCredential credential = settings.getCredential();
        assertThat(credential).isNotNull();
        assertThat(credential.getAuthenticationMechanism()).isEqualTo(AuthenticationMechanism.SCRAM_SHA_256);
        assertThat(credential.getUserName()).isEqualTo("hub");
        assertThat(credential.getSource()).isEqualTo("admin");
        assertThat(credential.getPassword()).containsExactly('p', '@', 's', 's');
        assertThat(settings.getClusterSettings().getHosts())
                .extracting(Object::toString)
                .containsExactly("db1:27017", "db2:27018");
        assertThat(settings.getClusterSettings().getRequiredReplicaSetName()).isEqualTo("rs0");
    }

    @Test
    void a_uri_can_ask_for_a_client_certificate_as_the_credential() {
        MongoClientSettings settings =
                StoreWiring.mongoSettings("mongodb://db1/veaiops?tls=true&authMechanism=MONGODB-X509");

        assertThat(settings.getSslSettings().isEnabled()).isTrue();
        assertThat(settings.getCredential()).isNotNull();
        assertThat(settings.getCredential().getAuthenticationMechanism())
                .isEqualTo(AuthenticationMechanism.MONGODB_X509);
        assertThat(settings.getCredential().getSource()).isEqualTo("$external");
    }

    @Test
    void without_options_there_is_neither_tls_nor_a_user() {
        MongoClientSettings settings = StoreWiring.mongoSettings("mongodb://db1/veaiops");

        assertThat(settings.getSslSettings().isEnabled()).isFalse();
        assertThat(settings.getCredential()).isNull();
    }

    @Test
    void a_uri_cannot_weaken_what_holds_the_promises_of_the_store() {
        MongoClientSettings settings = StoreWiring.mongoSettings(
                "mongodb://db1/veaiops?w=1&readPreference=secondary&socketTimeoutMS=0&serverSelectionTimeoutMS=90000");

        assertThat(settings.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY);
        assertThat(settings.getReadPreference().getName()).isEqualTo("primary");
        assertThat(settings.getSocketSettings().getReadTimeout(TimeUnit.SECONDS))
                .isEqualTo(10);
        assertThat(settings.getClusterSettings().getServerSelectionTimeout(TimeUnit.SECONDS))
                .isEqualTo(2);
    }
}
