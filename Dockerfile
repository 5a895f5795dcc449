# Builds the server, rehearses a start for the class archive, then runs it as an ordinary user.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY pom.xml .
RUN mvn -q -B dependency:go-offline
COPY openapi openapi
COPY src src
RUN mvn -q -B -DskipTests package

FROM eclipse-temurin:17-jre AS server
RUN useradd --system --uid 10001 --home-dir /app mostrador
WORKDIR /app
COPY --from=build /src/target/lib lib
COPY --from=build /src/target/mostrador.jar mostrador.jar
USER mostrador

# The same Java, jars and path as below: an archive fits nothing else.
FROM server AS rehearsal
RUN java -XX:ArchiveClassesAtExit=/tmp/mostrador.jsa -Xlog:cds=error -jar mostrador.jar rehearse

FROM server
COPY --from=rehearsal /tmp/mostrador.jsa mostrador.jsa
EXPOSE 8080
ENV MOSTRADOR_MANAGEMENT_HOST=0.0.0.0
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8081 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q 200"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:SharedArchiveFile=mostrador.jsa", "-jar", "mostrador.jar"]
CMD ["serve"]
