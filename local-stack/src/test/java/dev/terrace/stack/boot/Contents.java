package dev.terrace.stack.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** One value in each server, written and read by its ordinary client. */
record Contents(Launched stack) {
    private static final TopicPartition PARTITION = new TopicPartition("terrace.audit.v1", 0);

    void writePostgres(String value) throws IOException, SQLException {
        try (Connection connection = postgres();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (value text)");
            statement.execute("INSERT INTO kept VALUES ('" + value + "')");
        }
    }

    String readPostgres() throws IOException, SQLException {
        try (Connection connection = postgres();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT value FROM kept")) {
            return rows.next() ? rows.getString(1) : "nothing";
        }
    }

    void writeKafka(String value) throws IOException, ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.fact("TERRACE_KAFKA_BOOTSTRAP"));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), "key", value))
                    .get();
        }
    }

    String readKafka() throws IOException {
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.fact("TERRACE_KAFKA_BOOTSTRAP"));
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(30));
            return records.isEmpty() ? "nothing" : records.iterator().next().value();
        }
    }

    void writeS3(String value) throws IOException {
        try (S3Client s3 = s3()) {
            String bucket = stack.fact("TERRACE_S3_BUCKET");
            s3.putObject(put -> put.bucket(bucket).key("kept/value.txt"), RequestBody.fromString(value));
        }
    }

    String readS3() throws IOException {
        try (S3Client s3 = s3()) {
            String bucket = stack.fact("TERRACE_S3_BUCKET");
            return s3.getObjectAsBytes(get -> get.bucket(bucket).key("kept/value.txt"))
                    .asUtf8String();
        }
    }

    /** What a server of a line protocol answers, up to the wanted number of bytes. */
    String ask(String variable, String question, int bytes) throws IOException {
        String address = Addresses.of(stack.fact(variable));
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
        }
    }

    private Connection postgres() throws IOException, SQLException {
        return DriverManager.getConnection(
                "jdbc:" + stack.fact("TERRACE_POSTGRES_URL"),
                stack.fact("TERRACE_POSTGRES_USER"),
                stack.fact("TERRACE_POSTGRES_PASSWORD"));
    }

    private S3Client s3() throws IOException {
        return S3Client.builder()
                .endpointOverride(URI.create(stack.fact("TERRACE_S3_ENDPOINT")))
                .region(Region.of(stack.fact("TERRACE_S3_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        stack.fact("TERRACE_S3_ACCESS_KEY"), stack.fact("TERRACE_S3_SECRET_KEY"))))
                .forcePathStyle(true)
                .build();
    }
}
