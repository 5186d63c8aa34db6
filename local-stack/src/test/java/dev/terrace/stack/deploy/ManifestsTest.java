package dev.terrace.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object of {@code k8s/base} read as the type it says it is: an unknown field or a wrong type is an error. */
class ManifestsTest {
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/Namespace", Namespace.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "v1/ConfigMap", ConfigMap.class,
            "v1/Service", Service.class,
            "apps/v1/Deployment", Deployment.class,
            "batch/v1/Job", Job.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    /** Takes the models at their word: they would keep what they do not know. */
    private static final class Strict extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper()
            .setAnnotationIntrospector(new Strict())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static Stream<Yaml> objects() {
        return Cluster.objects().stream();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void areWhatTheySayTheyAre(Yaml object) {
        String kind = object.at("apiVersion").text() + "/" + object.at("kind").text();
        HasMetadata typed = JSON.convertValue(object.value(), KINDS.get(kind));
        assertEquals(Cluster.name(object), typed.getMetadata().getName());
    }

    @Test
    void selectorsFindTheirPods() {
        for (String service : Code.services()) {
            Yaml labels = Cluster.object("Deployment", service).at("spec", "template", "metadata", "labels");
            for (Yaml selector : Stream.of(
                            Cluster.object("Deployment", service).at("spec", "selector", "matchLabels"),
                            Cluster.object("Service", service).at("spec", "selector"))
                    .toList()) {
                selector.entries().forEach((label, value) -> assertEquals(value, labels.at(label)));
                assertEquals(service, selector.at("app.kubernetes.io/name").text());
            }
        }
    }
}
