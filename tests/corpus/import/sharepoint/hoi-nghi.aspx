<%@ Page Inherits="Microsoft.SharePoint.Publishing.TemplateRedirectionPage,Microsoft.SharePoint.Publishing,Version=15.0.0.0,Culture=neutral,PublicKeyToken=71e9bce111e9429c" %> <%@ Reference VirtualPath="~TemplatePageUrl" %> <%@ Reference VirtualPath="~masterurl/custom.master" %><%@ Register Tagprefix="SharePoint" Namespace="Microsoft.SharePoint.WebControls" Assembly="Microsoft.SharePoint, Version=15.0.0.0, Culture=neutral, PublicKeyToken=71e9bce111e9429c" %>
<html xmlns:mso="urn:schemas-microsoft-com:office:office" xmlns:msdt="uuid:C2F41010-65B3-11d1-A29F-00AA00C14882"><head>
<!--[if gte mso 9]><SharePoint:CTFieldRefs runat=server Prefix="mso:" FieldList="FileLeafRef,Comments,PublishingPageContent"><xml>
<mso:CustomDocumentProperties>
<mso:PublishingContact msdt:dt="string">1</mso:PublishingContact>
<mso:PublishingPageContent msdt:dt="string">&lt;p&gt;Hai trăm đại biểu dự &lt;strong&gt;hội nghị&lt;/strong&gt; &amp;amp; triển lãm.&lt;/p&gt;&lt;p&gt;&lt;a href=&quot;/tin-tuc/Documents/ke-hoach.pdf&quot;&gt;Kế hoạch&lt;/a&gt;&lt;/p&gt;</mso:PublishingPageContent>
<mso:ArticleStartDate msdt:dt="string">2021-12-30T07:05:00Z</mso:ArticleStartDate>
<mso:ArticleByLine msdt:dt="string">Lê Quang Vinh</mso:ArticleByLine>
<mso:Comments msdt:dt="string">Tổng kết năm 2021.</mso:Comments>
<mso:ContentType msdt:dt="string">Article Page</mso:ContentType>
</mso:CustomDocumentProperties>
</xml></SharePoint:CTFieldRefs><![endif]-->
<title>Hội nghị tổng kết</title></head>
