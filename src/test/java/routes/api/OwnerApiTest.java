package routes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.http.RunningApi.assertError;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import routes.common.json.Json;
import routes.http.RunningApi;
import routes.store.StoreIndexes;
import routes.store.WireServer;
import routes.wiring.ManagerApiWiring;

@Tag("slow")
class OwnerApiTest {
    private static final String BASE = "/apis/v1/manager/system-config";

    private static WireServer store;
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        store = WireServer.start();
        StoreIndexes.create(store.database());
        api = RunningApi.start(
                List.of("routes/api-operations.camel.yaml"),
                List.of(new ManagerApiWiring()),
                Map.of("mongoDatabase", store.database()),
                Map.of());
    }

    @AfterAll
    static void stop() {
        api.close();
        store.close();
    }

    @Test
    void a_project_is_made_once_found_by_a_part_of_its_name_and_deleted() throws Exception {
        HttpResponse<String> made = create("{\"project_id\":\"shop-1\",\"name\":\"Web (Shop)\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        JsonNode answered = Json.mapper().readTree(made.body()).get("data");
        assertThat(answered.get("project_id").textValue()).isEqualTo("shop-1");
        assertThat(answered.fieldNames())
                .toIterable()
                .containsExactly(
                        "_id",
                        "project_id",
                        "name",
                        "is_active",
                        "created_user",
                        "created_at",
                        "updated_user",
                        "updated_at");
        assertError(create("{\"project_id\":\"shop-1\",\"name\":\"again\"}"), 409, "conflict");

        JsonNode found = data(api.get(BASE + "/projects/?name=(shop")).get(0);
        assertThat(found.get("_id").textValue()).hasSize(24);
        assertThat(found).isEqualTo(answered);

        assertThat(delete("shop-1").statusCode()).isEqualTo(200);
        assertError(delete("shop-1"), 404, "not_found");
    }

    @Test
    void a_project_without_its_fields_is_422() throws Exception {
        assertThat(assertError(create("{\"name\":\"x\"}"), 422, "invalid_field")
                        .get("field")
                        .textValue())
                .isEqualTo("project_id");
        assertThat(assertError(create("{\"project_id\":\"x\",\"name\":3}"), 422, "invalid_field")
                        .get("field")
                        .textValue())
                .isEqualTo("name");
        assertError(create("[]"), 422, "invalid_field");
        assertError(create("{"), 400, "malformed_body");
    }

    @Test
    void a_file_is_imported_as_form_and_as_csv_and_what_is_there_is_skipped() throws Exception {
        String csv = "customer_id,customer_name,desensitized_name\nc1,Acme,A***\nc2,Beta,\nc1,Acme,\n";
        assertThat(data(importForm("customers", csv))).hasToString("{\"rows\":3,\"added\":2,\"skipped\":1}");
        assertThat(data(api.send("POST", BASE + "/customers/import", "text/csv; charset=utf-8", csv + "c3,Gamma,\n")))
                .hasToString("{\"rows\":4,\"added\":1,\"skipped\":3}");

        assertThat(data(api.get(BASE + "/customers/")))
                .extracting(customer -> customer.get("customer_id").textValue())
                .containsExactly("c1", "c2", "c3");
    }

    @Test
    void rows_without_an_id_or_a_name_are_skipped_and_counted() throws Exception {
        HttpResponse<String> answer = importForm("projects", "project_id,name\ni1,One\n,\ni2,\n,Three\n\ni4,Four\n");

        assertThat(data(answer)).hasToString("{\"rows\":5,\"added\":2,\"skipped\":3}");
        assertThat(Json.mapper().readTree(answer.body()).get("message").textValue())
                .isEqualTo("imported 2 projects, skipped 3 rows");
        assertThat(delete("i1").statusCode()).isEqualTo(200);
        assertThat(delete("i4").statusCode()).isEqualTo(200);
    }

    @Test
    void one_wrong_line_imports_nothing() throws Exception {
        JsonNode error = assertError(
                importForm("products", "product_id,name\np1,One\np2," + "x".repeat(256) + "\n"), 422, "invalid_field");

        assertThat(error.get("message").textValue()).contains("line 3");
        assertThat(data(api.get(BASE + "/products"))).isEmpty();
        assertError(importForm("products", "id,name\np1,One\n"), 422, "invalid_field");
        assertError(api.json("POST", BASE + "/products/import", "{}"), 415, "unsupported_media_type");
        assertError(
                api.send(
                        "POST",
                        BASE + "/products/import",
                        "multipart/form-data; boundary=XX",
                        "--XX\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n1\r\n--XX--\r\n"),
                422,
                "invalid_field");
    }

    private static HttpResponse<String> create(String body) throws Exception {
        return api.json("POST", BASE + "/projects/", body);
    }

    private static HttpResponse<String> delete(String id) throws Exception {
        return api.send(api.request("DELETE", BASE + "/projects/" + id).build());
    }

    private static HttpResponse<String> importForm(String kind, String csv) throws Exception {
        return api.send(
                "POST",
                BASE + "/" + kind + "/import",
                "multipart/form-data; boundary=XX",
                "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n"
                        + "Content-Type: text/csv\r\n\r\n" + csv + "\r\n--XX--\r\n");
    }

    private static JsonNode data(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body()).get("data");
    }
}
