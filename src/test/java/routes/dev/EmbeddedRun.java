package routes.dev;

public final class EmbeddedRun {
    public static void main(String[] args) throws Exception {
        System.out.println("kafka " + Class.forName("kafka.server.KafkaRaftServer"));
        routes.VeaiopsApplication.main(args);
    }
}
