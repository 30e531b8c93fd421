<html><head><title>Danh sách</title></head><body><form><ul><li><a href="hoi-nghi.aspx">Hội nghị</a></li></ul></form></body></html>
